import Glibc

// Not `@main`: its entry point would start on the main actor, which GLib's loop does not serve.
exit(Lightend.launch(CommandLine.arguments))
