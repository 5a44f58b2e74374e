"""The interfaces of lighten-dbus(7), from the comments of their XML."""

from pathlib import Path

from . import bus_api, roff


def interfaces(folder: Path) -> list:
    """Each interface with its members."""
    return [line for interface in bus_api.interfaces(folder) for line in _interface(interface)]


def _interface(interface: bus_api.Interface) -> list:
    lines = [f".SH {roff.quoted(interface.name)}", f"On {roff.italic(interface.path)}."]
    lines += [".PP", *roff.paragraphs(interface.about)] if interface.about else []
    for method in interface.methods:
        signature = f"method {roff.bold(method.name)}({_arguments(method.given)})"
        signature += f" \\(-> ({_arguments(method.answered)})" if method.answered else ""
        lines += _member(signature, method.about, [*method.given, *method.answered], method.errors)
    for property in interface.properties:
        signature = f"property {roff.bold(property.name)} {roff.italic(property.type)}"
        signature += "" if property.access == "read" else ", writable"
        lines += _member(signature, property.about)
    for signal in interface.signals:
        signature = f"signal {roff.bold(signal.name)}({_arguments(signal.arguments)})"
        lines += _member(signature, signal.about, signal.arguments)
    return lines


def _member(signature: str, about: str, arguments: list = (), errors: str = "") -> list:
    details = []
    for argument in arguments:
        details += roff.tagged(roff.italic(argument.name), [roff.line(_ended(argument.about))])
    if errors:
        details += roff.tagged(roff.bold("Errors"), [roff.line(_ended(errors))])
    lines = roff.tagged(signature, roff.paragraphs(about[:1].upper() + about[1:]))
    return lines + (roff.indented(details) if details else [])


def _arguments(arguments: list) -> str:
    return ", ".join(f"{roff.escape(argument.type)} {roff.italic(argument.name)}" for argument in arguments)


def _ended(text: str) -> str:
    return text if text.endswith(".") else text + "."
