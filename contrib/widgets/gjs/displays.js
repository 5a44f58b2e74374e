// The monitors of lightend as a program sees them that listens.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';

const NAME = 'com.github.jcrd.lighten';
const DISPLAY = `${NAME}.Display`;
const BACKLIGHT = `${NAME}.Backlight`;

export const ROOT = '/com/github/jcrd/lighten';

// Follows every monitor whose brightness can be controlled. Gio's client of an object manager hears
// InterfacesAdded and InterfacesRemoved, and asks anew when the service starts again.
//
// `listener` has the methods added(path, name, backlight), with the proxy of the Backlight
// interface, changed(path, percent), removed(path) and failed(path, message). It does not hear of
// the changes that it asked for itself.
export class Displays {
    constructor(listener) {
        this._listener = listener;
        // The paths of those that the listener knows.
        this._known = new Set();
        // Starts the service where it is installed; waits until the monitors have been found.
        Gio.DBusObjectManagerClient.new_for_bus(
            Gio.BusType.SESSION, Gio.DBusObjectManagerClientFlags.NONE, NAME, ROOT, null, null,
            (_, result) => this._begin(Gio.DBusObjectManagerClient.new_for_bus_finish(result)));
    }

    // Asks for a brightness. Ask as often as a slider moves: the service keeps up, and only the
    // latest value counts.
    setBrightness(path, percent) {
        const fail = message => this._listener.failed(path, message);
        const backlight = this._manager?.get_interface(path, BACKLIGHT);
        if (!backlight)
            return fail('There is no such monitor, or it cannot be controlled.');
        backlight.call(
            'SetBrightness', new GLib.Variant('(u)', [percent]), Gio.DBusCallFlags.NONE, -1, null,
            (_, result) => {
                try {
                    backlight.call_finish(result);
                } catch (error) {
                    Gio.DBusError.strip_remote_error(error);
                    fail(error.message);
                }
            });
    }

    _begin(manager) {
        this._manager = manager;
        manager.connect('object-added', (_, object) => this._add(object));
        manager.connect('object-removed', (_, object) => this._remove(object.get_object_path()));
        // A monitor that is known can be controlled now, or not any more.
        manager.connect('interface-added', (_, object) => this._add(object));
        manager.connect('interface-removed', (_, object, proxy) => {
            if (proxy.get_interface_name() === BACKLIGHT)
                this._remove(object.get_object_path());
        });
        manager.connect('interface-proxy-signal', (_, object, proxy, sender, signal, parameters) => {
            if (signal === 'BrightnessChanged')
                this._brightnessChanged(object.get_object_path(), parameters);
        });
        manager.get_objects().forEach(object => this._add(object));
    }

    _add(object) {
        const path = object.get_object_path();
        const backlight = object.get_interface(BACKLIGHT);
        if (!backlight || this._known.has(path))
            return;
        this._known.add(path);
        const display = object.get_interface(DISPLAY);
        this._listener.added(path, display.get_cached_property('Name').unpack(), backlight);
    }

    _remove(path) {
        if (this._known.delete(path))
            this._listener.removed(path);
    }

    _brightnessChanged(path, parameters) {
        const [percent, , client] = parameters.deepUnpack();
        const isEcho = client === this._manager.connection.get_unique_name();
        if (this._known.has(path) && !isEcho)
            this._listener.changed(path, percent);
    }
}
