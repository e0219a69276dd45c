"""Compares model code of both styles, declaration by declaration, by Python's ast."""
import ast

# What SQLAlchemy 2.0 makes of an annotation that stands alone.
IMPLIED = {"int": "db.Integer", "str": "db.String", "bool": "db.Boolean", "float": "db.Float", "bytes": "db.LargeBinary",
           "datetime.date": "db.Date", "datetime.datetime": "db.DateTime", "datetime.time": "db.Time",
           "decimal.Decimal": "db.Numeric"}
PYTHON = {"Integer": "int", "SmallInteger": "int", "BigInteger": "int", "String": "str", "CHAR": "str", "Text": "str",
          "Boolean": "bool", "Float": "float", "REAL": "float", "Date": "datetime.date", "DateTime": "datetime.datetime",
          "TIMESTAMP": "datetime.datetime", "Time": "datetime.time", "LargeBinary": "bytes", "JSON": "Any"}


def _text(node):
    return ast.unparse(node)


def _inside(node, name):
    """What stands in the brackets of name[...]; None for anything else."""
    is_it = isinstance(node, ast.Subscript) and _text(node.value) == name
    return node.slice if is_it else None


class _Call:
    def __init__(self, node):
        self.arguments = [_text(argument) for argument in node.args]
        self.options = {keyword.arg: _text(keyword.value) for keyword in node.keywords}

    def take_name(self):
        """The first argument, where it is a text."""
        is_name = self.arguments and self.arguments[0][0] in "'\""
        return self.arguments.pop(0) if is_name else None


def _python_type(expression):
    """What a value of the type is in Python."""
    name = expression.split("(")[0].removeprefix("db.")
    if name == "Numeric":
        return "float" if "asdecimal=False" in expression else "decimal.Decimal"
    return PYTHON.get(name, "Any")


class _Module:
    """The declarations of a module: each as a value to compare."""

    def __init__(self, text, relationships, is_mapped):
        self.relationships = relationships
        self.is_mapped = is_mapped
        self.found = {}
        self.problems = []
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign) and _text(node.targets[0]) != "db":
                self.found[_text(node.targets[0])] = _text(node.value)
            elif isinstance(node, ast.ClassDef) and node.name != "Base":
                self._class(node)

    def _class(self, node):
        for each in node.body:
            if isinstance(each, (ast.Assign, ast.AnnAssign)):
                target = each.target if isinstance(each, ast.AnnAssign) else each.targets[0]
                self._attribute(f"{node.name}.{_text(target)}", each)
            else:
                self.found[f"{node.name}: {_text(each)[:30]}"] = _text(each)

    def _attribute(self, label, node):
        function = _text(node.value.func) if isinstance(node.value, ast.Call) else ""
        annotation = getattr(node, "annotation", None)
        if function in ("db.Column", "mapped_column"):
            self.found[label] = self._column(label, _Call(node.value), annotation)
        elif function == "db.relationship":
            self.found[label] = self._relationship(label, _Call(node.value), annotation)
        else:
            self.found[label] = _text(node.value)

    def _column(self, label, call, annotation):
        name = call.take_name()
        is_key = "primary_key" in call.options
        if not self.is_mapped:
            nullable = call.options.pop("nullable", str(not is_key)) == "True"
            return name, call.arguments, nullable, call.options
        kind = _inside(annotation, "Mapped")
        optional = _inside(kind, "Optional")
        python = _text(optional or kind)
        if not call.arguments or call.arguments[0].startswith("db.ForeignKey("):
            call.arguments.insert(0, IMPLIED[python])
        elif _python_type(call.arguments[0]) != python:
            self.problems.append(f"{label} is annotated {python} and has the type {call.arguments[0]}")
        nullable = optional is not None and "nullable" not in call.options
        call.options.pop("nullable", None)
        return name, call.arguments, nullable, call.options

    def _relationship(self, label, call, annotation):
        facts = self.relationships.get(label)
        if not self.is_mapped:
            target = call.arguments.pop(0)
            call.options.pop("uselist", None)
            return target, call.arguments, call.options
        target, to_many = self._target(annotation, call.options)
        for name in ("lazy", "backref"):  # where no annotation says it: on one record, in a backref
            if name in call.options:
                call.options[name] = call.options[name].replace("'write_only'", "'dynamic'")
        if facts and facts["uselist"] != to_many:
            self.problems.append(f"{label} is annotated {_text(annotation)}, but uselist is {facts['uselist']}")
        call.options.pop("uselist", None)
        return target, call.arguments, call.options

    def _target(self, annotation, options):
        for word, lazy in (("DynamicMapped", "'dynamic'"), ("WriteOnlyMapped", "'dynamic'")):
            inside = _inside(annotation, word)
            if inside is not None:
                options["lazy"] = lazy
                return _text(inside), True
        kind = _inside(annotation, "Mapped")
        many = _inside(kind, "List")
        return _text(many or _inside(kind, "Optional") or kind), many is not None


def unlike_styles(legacy, mapped, relationships):
    """What the two say differently, as texts. `relationships` are the core's facts, by "Class.name"."""
    old = _Module(legacy, relationships, False)
    new = _Module(mapped, relationships, True)
    problems = old.problems + new.problems
    for label in sorted(old.found.keys() | new.found.keys()):
        if old.found.get(label) != new.found.get(label):
            problems.append(f"{label} is {old.found.get(label)} in the legacy style and {new.found.get(label)} in the mapped one")
    return problems
