import Glibc

// Not `@main`: the argument parser's own entry point would start on the main actor, which GLib's
// loop does not serve.
exit(Lightend.launch())
