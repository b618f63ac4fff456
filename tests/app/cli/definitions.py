"""The definitions of assets/structures, read by the real program."""
import json
import subprocess

from program import ASSETS, ProgramTest, run

SYSTEM_FOLDERS = "/usr/sbin:/sbin:/usr/bin:/bin"  # mkfs and sfdisk are not in everybody's PATH


def called(*arguments, input=None, status=0):
    """What a program of the system says."""
    result = subprocess.run(list(map(str, arguments)), input=input, capture_output=True, timeout=60,
                            env={"PATH": SYSTEM_FOLDERS, "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    if result.returncode != status:
        raise AssertionError(f"{arguments} ended with {result.returncode}: {result.stderr.decode()}")
    return result.stdout


def plain(node):
    """Fields as a dictionary, items as a list."""
    if "fields" in node:
        fields = {}
        for field in node["fields"]:
            inner = plain(field)
            fields.update(inner if field["name"] is None and isinstance(inner, dict) else {field["name"]: inner})
        return fields
    if "items" in node:
        return [plain(item) for item in node["items"]]
    return node.get("label", node.get("value"))


class DefinitionTest(ProgramTest):
    def read(self, type_name, data):
        """The definition that fits is that of `type_name`, and nothing is damaged."""
        result = run("struct", "-", "--c", ASSETS / "structures", "--json", stdin=data)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        read = json.loads(result.stdout)
        self.assertEqual(read["type"], "struct " + type_name)
        return plain(read["records"][0])
