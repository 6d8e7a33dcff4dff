"""The few keywords of JSON Schema that burin's own schemas use; anything else is an error, so that no rule goes unchecked."""
import re

TYPES = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "null": type(None)}
APPLIES = {"properties": dict, "additionalProperties": dict, "required": dict, "items": list, "pattern": str,
           "minimum": (int, float)}
IGNORED = {"$schema", "title", "description", "$defs"}


def problems(value, schema, root=None, path="$"):
    """Every place where `value` breaks `schema`, as texts."""
    root = root or schema
    found = []
    for keyword, rule in schema.items():
        if keyword not in IGNORED and isinstance(value, APPLIES.get(keyword, object)):
            found += CHECKS[keyword](value, rule, schema, root, path)
    return found


def check_ref(value, rule, _schema, root, path):
    target = root
    for step in rule.removeprefix("#/").split("/"):
        target = target[step]
    return problems(value, target, root, path)


def check_type(value, rule, _schema, _root, path):
    fits = isinstance(value, TYPES[rule]) and not isinstance(value, bool)
    return [] if fits else [f"{path}: {value!r} is no {rule}"]


def check_properties(value, rule, _schema, root, path):
    return [p for key, sub in rule.items() if key in value for p in problems(value[key], sub, root, f"{path}.{key}")]


def check_additional(value, rule, schema, root, path):
    others = [key for key in value if key not in schema["properties"]]
    if rule is False:
        return [f"{path}: unknown key {key!r}" for key in others]
    return [p for key in others for p in problems(value[key], rule, root, f"{path}.{key}")]


def check_any(value, rule, _schema, root, path):
    found = [problems(value, option, root, path) for option in rule]
    return [] if any(not one for one in found) else found[-1]


CHECKS = {
    "$ref": check_ref,
    "type": check_type,
    "properties": check_properties,
    "additionalProperties": check_additional,
    "anyOf": check_any,
    "required": lambda v, rule, s, r, path: [f"{path}: lacks {key!r}" for key in rule if key not in v],
    "items": lambda v, rule, s, r, path: [p for i, x in enumerate(v) for p in problems(x, rule, r, f"{path}[{i}]")],
    "enum": lambda v, rule, s, r, path: [] if v in rule else [f"{path}: {v!r} is not one of {rule}"],
    "const": lambda v, rule, s, r, path: [] if v == rule else [f"{path}: {v!r} is not {rule!r}"],
    "minimum": lambda v, rule, s, r, path: [] if v >= rule else [f"{path}: {v!r} is below {rule}"],
    "pattern": lambda v, rule, s, r, path: [] if re.search(rule, v) else [f"{path}: {v!r} does not match {rule}"],
}
