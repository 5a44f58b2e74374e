#!/usr/bin/env -S gjs -m
// A window with a slider for each monitor; it follows whoever else changes the brightness.

import Gtk from 'gi://Gtk?version=4.0';
import System from 'system';

import {Displays} from './displays.js';

// Fills `window` with a row for each monitor; hears from Displays.
class Sliders {
    constructor(window) {
        this._grid = new Gtk.Grid({
            columnSpacing: 12, marginTop: 12, marginBottom: 12, marginStart: 12, marginEnd: 12,
        });
        // A window does not grow by itself: with many monitors it scrolls.
        window.child = new Gtk.ScrolledWindow({child: this._grid});
        // The label and the scale of each monitor, by path.
        this._rows = new Map();
        this._displays = new Displays(this);
    }

    added(path, name, backlight) {
        const property = name => backlight.get_cached_property(name).unpack();
        const label = new Gtk.Label({label: name, xalign: 0});
        // The range is what the user allows: nothing that is asked for gets clamped.
        const range = new Gtk.Adjustment({
            lower: property('Minimum'), upper: property('Maximum'), value: property('Brightness'),
            stepIncrement: 1, pageIncrement: 10,
        });
        const scale = new Gtk.Scale({
            adjustment: range, digits: 0, drawValue: true, valuePos: Gtk.PositionType.RIGHT,
            hexpand: true,
        });
        // Not “value-changed”: this one comes only when the user moves it.
        scale.connect('change-value', (_, scroll, value) => {
            // The mouse may pull beyond the ends.
            const percent = Math.round(Math.min(Math.max(value, range.lower), range.upper));
            this._displays.setBrightness(path, percent);
            return false;
        });
        // The object of monitor N ends with it; rows without a monitor take no room.
        const number = Number(path.slice(path.lastIndexOf('/') + 1));
        this._grid.attach(label, 0, number, 1, 1);
        this._grid.attach(scale, 1, number, 1, 1);
        this._rows.set(path, [label, scale]);
    }

    changed(path, percent) {
        const [, scale] = this._rows.get(path);
        scale.set_value(percent);
        scale.tooltipText = null;
    }

    removed(path) {
        for (const widget of this._rows.get(path))
            this._grid.remove(widget);
        this._rows.delete(path);
    }

    failed(path, message) {
        const row = this._rows.get(path);
        if (row)
            row[1].tooltipText = message;
    }
}

const application = new Gtk.Application({applicationId: 'com.github.jcrd.lighten.Sliders'});
application.connect('activate', () => {
    if (application.activeWindow)
        return application.activeWindow.present();
    const window = new Gtk.ApplicationWindow({
        application, title: 'Brightness', defaultWidth: 360, defaultHeight: 144,
    });
    window.sliders = new Sliders(window);
    window.present();
});
System.exit(application.run([System.programInvocationName, ...ARGV]));
