#!/usr/bin/env -S gjs -m
// Follows the monitors with Gio's client of object managers, which keeps their properties.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';

const NAME = 'com.github.jcrd.lighten';

const manager = Gio.DBusObjectManagerClient.new_for_bus_sync(
    Gio.BusType.SESSION, Gio.DBusObjectManagerClientFlags.NONE, NAME, '/com/github/jcrd/lighten',
    null, null);

function name(object) {
    return object.get_interface(`${NAME}.Display`).get_cached_property('Connector').unpack();
}

manager.connect('object-added', (_, object) => print(name(object), 'is there'));
manager.connect('object-removed', (_, object) => print(name(object), 'is gone'));
manager.connect('interface-proxy-signal', (_, object, proxy, sender, signal, parameters) => {
    if (signal !== 'BrightnessChanged')
        return;
    const [brightness, origin] = parameters.deepUnpack();
    print(name(object), `${brightness}%`, origin);
});

new GLib.MainLoop(null, false).run();
