#!/usr/bin/env -S gjs -m
// Prints what happens to the brightness of each monitor, and sets it: type “0 40” for 40 percent on
// monitor 0. The smallest program that listens; sliders.js is the same with a window.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';

import {Displays, ROOT} from './displays.js';

// Writes a line such as “changed 0 40%”.
function say(event, path, ...words) {
    print([event, path.slice(path.lastIndexOf('/') + 1), ...words].join(' '));
}

const displays = new Displays({
    added: (path, name, backlight) =>
        say('added', path, name, `${backlight.get_cached_property('Brightness').unpack()}%`),
    changed: (path, percent) => say('changed', path, `${percent}%`),
    removed: path => say('removed', path),
    failed: (path, message) => say('failed', path, message),
});

const typed = new Gio.DataInputStream({
    base_stream: Gio.File.new_for_path('/dev/stdin').read(null),
});

// Does what a line of standard input says; at its end the program goes on listening.
function readLine() {
    typed.read_line_async(GLib.PRIORITY_DEFAULT, null, (_, result) => {
        const [line] = typed.read_line_finish_utf8(result);
        if (line === null)
            return;
        const found = line.match(/^(\d{1,9}) +(\d{1,9})$/);
        if (found)
            displays.setBrightness(`${ROOT}/displays/${found[1]}`, Number(found[2]));
        else
            printerr('Type a number N and a percentage, such as “0 40”.');
        readLine();
    });
}

readLine();
new GLib.MainLoop(null, false).run();
