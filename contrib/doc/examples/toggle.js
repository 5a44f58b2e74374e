#!/usr/bin/env -S gjs -m
// Sets a monitor to 70 percent, or to 30 if it is brighter than 50; with a proxy made from the XML.

import Gio from 'gi://Gio';

const Backlight = Gio.DBusProxy.makeProxyWrapper(`
  <node>
    <interface name="com.github.jcrd.lighten.Backlight">
      <method name="SetBrightness">
        <arg name="value" type="u" direction="in"/>
        <arg name="success" type="b" direction="out"/>
      </method>
      <property name="Brightness" type="u" access="read"/>
    </interface>
  </node>`);

const display = new Backlight(
    Gio.DBus.session, 'com.github.jcrd.lighten', '/com/github/jcrd/lighten/displays/0');

const level = display.Brightness > 50 ? 30 : 70;
const [success] = display.SetBrightnessSync(level);
print(`${level}%:`, success ? 'done' : 'the monitor did not take it');
