"""Every example in the documentation does what it shows."""

import re
import subprocess
from pathlib import Path

import pytest

from support import Command
from support.command import Watch
from support.documentation import Block, blocks, is_as_shown
from support.loop import DEADLINE
from support.reader import Reader
from support.service import program

REPOSITORY = Path(__file__).resolve().parents[2]

#: The pages of the documentation.
PAGES = [
    str(file.relative_to(REPOSITORY))
    for file in [REPOSITORY / "README.md", *sorted(REPOSITORY.glob("contrib/**/*.md"))]
]

EVERY_BLOCK = [block for page in PAGES for block in blocks(REPOSITORY / page, page)]


def run(block: Block) -> bool:
    """Whether a block is to be run."""
    return block.language == "console" and "not run:" not in block.notes


def of(language: str) -> list:
    """The blocks in a language, for a test of each."""
    return [pytest.param(block, id=block.place) for block in EVERY_BLOCK if block.language == language]


@pytest.fixture
def reader(environment, client, lightend, tmp_path):
    """Somebody who follows the documentation."""
    return Reader(environment, client, lightend, REPOSITORY, tmp_path / "tools")


@pytest.mark.parametrize("page", [page for page in PAGES if any(map(run, blocks(REPOSITORY / page, page)))])
def test_commands_print_what_is_shown(page, reader):
    for block in filter(run, blocks(REPOSITORY / page, page)):
        reader.follow(block)


def test_the_documentation_has_examples():
    assert sum(map(run, EVERY_BLOCK)) >= 8


@pytest.mark.parametrize("block", [*of("python"), *of("javascript"), *of("bash")])
def test_programs_are_those_of_a_file(block):
    assert "from" in block.notes, f"{block.place}: name the file that it shows, which a test runs"
    file = REPOSITORY / block.notes["from"]
    assert block.text == file.read_text(), f"{block.place} is not {block.notes['from']}"


def test_programs_are_run():
    commands = "".join(block.text for block in filter(run, EVERY_BLOCK))
    for file in (REPOSITORY / "contrib/doc/examples").iterdir():
        assert str(file.relative_to(REPOSITORY)) in commands, f"no page shows what {file.name} prints"


@pytest.mark.parametrize("block", of("ini"))
def test_configs_are_good(block, config, lightend, client):
    config.write(block.text)
    service = lightend("--simulate")
    client.wait_for_displays()
    assert "lightend.conf:" not in service.log


@pytest.mark.parametrize("block", of("sh"))
def test_shell_commands_say_why_they_are_not_run(block):
    assert block.notes.get("not run:"), f"{block.place}: say why it is not run, or show it as console"
    subprocess.run(["bash", "-n"], input=block.text, text=True, check=True, timeout=DEADLINE)
    for script in re.findall(r"\bcontrib/[\w/-]+", block.text):
        assert (REPOSITORY / script).exists(), f"{block.place}: there is no {script}"


def test_commands_of_modules_work(environment, lightend, client):
    lightend("--simulate")
    client.wait_for_displays()
    modules = "".join(block.text for block in EVERY_BLOCK if block.language == "jsonc")
    for command in map(str.split, re.findall(r'"(lighten [^"]*)"', modules)):
        if command[1] == "watch":
            with Watch([program("lighten"), *command[1:]], environment) as watch:
                assert watch.has_line(within=DEADLINE)
        else:
            Command(environment).output(*command[1:])


def test_every_block_is_of_a_known_kind():
    # A drawing has no language. One in another language would not be tested.
    kinds = {"", "console", "sh", "ini", "jsonc", "python", "javascript", "bash"}
    assert not [block.place for block in EVERY_BLOCK if block.language not in kinds]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (REPOSITORY / page).read_text()
    targets = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text)
    for target in targets:
        assert (REPOSITORY / page).parent.joinpath(target).exists(), f"{page}: there is no {target}"


def test_the_bus_page_is_up_to_date():
    script = "from manual import reference_page; print(reference_page.page(), end='')"
    made = subprocess.run(
        ["/usr/bin/python3", "-B", "-c", script],
        env={"PYTHONPATH": "contrib/lib"},
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    ).stdout
    assert made == (REPOSITORY / "contrib/doc/dbus.md").read_text(), "run contrib/generate"


@pytest.mark.parametrize(
    "printed, shown, expected",
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a"], False),
        ([], ["…"], False),
        (["a", "b", "c"], ["a", "…"], True),
        (["a :1.7 b"], ["a :… b"], True),
        (["a :1.7 c"], ["a :… b"], False),
        (["axb"], ["a.b"], False),
    ],
)
def test_comparing(printed, shown, expected):
    assert is_as_shown(printed, shown) == expected


#: Pages that lead through the code.
GUIDES = ["README.md", "contrib/doc/architecture.md", "contrib/doc/new-device-kind.md"]

#: Names of Swift's, of D-Bus's and of logind's own.
ELSEWHERE = {"Task", "Equatable", "PrepareForSleep", "PropertiesChanged"}

#: Modules that are written in C.
C_MODULES = {"CDdcutil", "CGLib", "CLinux", "CUdev", "CProcessMemory", "CStandardStreams", "CWorkerProcess"}


@pytest.fixture(scope="module")
def declared():
    """Every type in the sources and tests, every module, and every name on the bus."""
    types = re.compile(r"\b(?:class|struct|enum|protocol|actor|typealias|case) (\w+)")
    sources = [file for folder in ("Sources", "Tests") for file in (REPOSITORY / folder).glob("**/*.swift")]
    names = {name for file in sources for name in types.findall(file.read_text())}
    names |= {folder.name for folder in (REPOSITORY / "Sources").iterdir()}
    for file in (REPOSITORY / "config/dbus").glob("*.xml"):
        names |= set(re.findall(r'name="([\w.]+)"', file.read_text()))
    errors = (REPOSITORY / "Sources/LightenCore/Display/DisplayError.swift").read_text()
    return names | set(re.findall(r'= "(\w+)"', errors))


@pytest.mark.parametrize("page", GUIDES)
def test_guides_name_what_exists(page, declared):
    text = (REPOSITORY / page).read_text()
    # Drawings have names too, but no backquotes.
    words = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))
    paths = [word for word in words if re.match(r"(Sources|Tests|contrib|config)/", word)]
    missing = [path for path in paths if not (REPOSITORY / path.split()[0]).exists()]
    # Types are written with a capital and small letters; `Outer.Inner` are two.
    types = [part for word in words if re.fullmatch(r"([A-Z]+[a-z]\w*\.?)+", word) for part in word.split(".")]
    missing += [name for name in types if name not in declared and name not in ELSEWHERE]
    assert paths or types
    assert not missing, f"{page} names what does not exist: {', '.join(missing)}"


def test_the_table_of_modules_is_that_of_the_package():
    package = re.sub(r"\.product\(.*?\)", "", (REPOSITORY / "Package.swift").read_text())
    rows = re.findall(r"^\| `(\w+)` \|.*\| (.*?) \| `Sources/", (REPOSITORY / GUIDES[1]).read_text(), re.MULTILINE)
    names = [name for name, _ in rows]
    assert set(names) == {folder.name for folder in (REPOSITORY / "Sources").glob("[A-Z]*")} - C_MODULES
    for place, (name, uses) in enumerate(rows):
        found = re.search(rf'\.target\(\s*name: "{name}"(?:,\s*dependencies: \[(.*?)\])?', package, re.DOTALL)
        assert found, f"Package.swift has no {name}"
        dependencies = re.findall(r'"(\w+)"', found[1] or "")
        assert (uses == "nothing" and not dependencies) or uses.split(", ") == dependencies, name
        assert set(dependencies) <= {*names[place + 1 :], *C_MODULES}, f"{name} uses what stands above it"
