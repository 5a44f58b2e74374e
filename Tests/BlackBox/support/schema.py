"""The JSON Schemas of the outputs, as a test reads them: nothing may be there that they do not say."""

import json
from pathlib import Path

import jsonschema

FOLDER = Path(__file__).resolve().parents[3] / "contrib/doc/schema"


def load(name: str) -> dict:
    """A schema with those that it refers to in place, and closed to unknown members."""
    schema = json.loads((FOLDER / f"{name}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return _complete(schema)


def validate(name: str, text: str):
    """Checks an output, and returns what it says."""
    value = json.loads(text)
    jsonschema.validate(value, load(name), cls=jsonschema.Draft202012Validator)
    return value


def _complete(part):
    if isinstance(part, list):
        return [_complete(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return load(part["$ref"].removesuffix(".json"))
    part = {key: _complete(value) for key, value in part.items()}
    if "properties" in part and part.get("type") == "object":
        part["additionalProperties"] = False
    return part
