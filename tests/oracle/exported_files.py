"""Opens files that the exporters wrote with the programs that others use, and holds their numbers against each other.

    pip install numpy pyarrow 'zarr>=3' vtk pillow pypdf trimesh pygltflib roc-validator
    ORACLE_FILES=FOLDER npx vitest run tests/exporters && python tests/oracle/exported_files.py FOLDER

The validator of RO-Crate fetches the JSON-LD context from w3id.org. Where there is no network, name a copy of it as a second argument: it is
`rocrate/data/ro-crate.jsonld` of the package rocrate 0.9.

Movies come from the browser: put movie.mp4 and movie.webm into FOLDER as well, and ffprobe looks at them. A file that is not there is
said to be missing and fails nothing. Prints one line a file; ends with 1 when any of them is refused.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.response import addinfourl
from xml.etree import ElementTree

import numpy as np

folder = Path(sys.argv[1])
context = Path(sys.argv[2]).read_bytes() if len(sys.argv) > 2 else None


def fields():
    return np.load(folder / "fields.npz")


def npz():
    archive = fields()
    spec = json.loads(archive["spec.json"])
    return f"numpy: {[(name, archive[name].shape, str(archive[name].dtype)) for name in ('u', 'v')]}, model {spec['model']}"


def vti():
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkIOXML import vtkXMLImageDataReader

    reader = vtkXMLImageDataReader()
    reader.SetFileName(str(folder / "state.vti"))
    reader.Update()
    image = reader.GetOutput()
    assert image.GetDimensions() == (16, 12, 1) and image.GetSpacing()[:2] == (0.25, 0.5)
    for name in ("u", "v"):
        values = vtk_to_numpy(image.GetPointData().GetArray(name)).reshape(12, 16)
        assert np.array_equal(values, fields()[name])
    spec = json.loads(image.GetFieldData().GetAbstractArray("mfn:spec").GetValue(0))
    return f"VTK: {image.GetDimensions()} spacing {image.GetSpacing()}, u and v as in the NPZ, spec of {spec['model']}"


def parquet():
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "field.parquet")
    assert table.num_rows == 192
    assert np.array_equal(table["u"].to_numpy().astype("f4").reshape(12, 16), fields()["u"])
    assert b"spec" in table.schema.metadata
    return f"pyarrow: {table.num_rows} rows of {table.column_names}, u as in the NPZ"


def csv():
    lines = [line for line in (folder / "field.csv").read_text().splitlines() if not line.startswith("#")]
    values = np.array([line.split(",") for line in lines[1:]], float)
    assert np.array_equal(values[:, 3].astype("f4").reshape(12, 16), fields()["v"])
    return f"numpy: {values.shape} under {lines[0]}, v as in the NPZ"


def zarr_store():
    import zarr

    group = zarr.open_group(zarr.storage.ZipStore(folder / "history.zarr.zip", mode="r"), mode="r")
    assert group["u"].shape == (3, 12, 16)
    assert np.array_equal(group["u"][2], fields()["u"]) and list(group["step"][:]) == [0, 10, 30]
    return f"zarr-python {zarr.__version__}: {sorted(group.array_keys())}, u of the last state as in the NPZ, hash {group.attrs['spec-hash'][:8]}"


def gif():
    from PIL import Image

    image = Image.open(folder / "movie.gif")
    assert image.n_frames == 5 and image.info["duration"] == 80 and b"spec-hash" in image.info["comment"]
    return f"Pillow: {image.size}, {image.n_frames} frames of {image.info['duration']} ms, spec in the comment"


def png():
    from PIL import Image

    image = Image.open(folder / "picture.png")
    image.load()
    assert abs(image.info["dpi"][0] - 300) < 0.01 and "mfn:spec" in image.info
    return f"Pillow: {image.size} at {image.info['dpi'][0]:.2f} dpi, spec in its text"


def pdf():
    from pypdf import PdfReader

    page = PdfReader(folder / "figure.pdf").pages[0]
    text = page.extract_text()
    assert "Хвиля ω" in text and "ґїєі" in text and "λ = 2π/k" in text
    return f"pypdf: {float(page.mediabox.width) / 72 * 25.4:.1f} mm wide, {len(page.images)} picture(s), text “{text.splitlines()[0]}”"


def svg():
    root = ElementTree.parse(folder / "figure.svg").getroot()
    texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any("ґїєі" in text for text in texts)
    return f"ElementTree: {root.get('width')} × {root.get('height')}, {len(texts)} texts, {len(list(root.iter('{http://www.w3.org/2000/svg}image')))} picture(s)"


def stl():
    import trimesh

    mesh = trimesh.load(folder / "surface.stl")
    assert mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0
    return f"trimesh: {len(mesh.faces)} faces, watertight, volume {mesh.volume:.3f}"


def glb():
    import pygltflib
    import trimesh

    scene = trimesh.load(folder / "surface.glb")
    mesh = next(iter(scene.geometry.values()))
    extras = pygltflib.GLTF2().load(str(folder / "surface.glb")).asset.extras
    assert len(mesh.vertices) == 20 and "spec-hash" in extras
    return f"trimesh: {len(mesh.vertices)} vertices, {len(mesh.faces)} faces; pygltflib: spec in the extras"


class FromFile:
    """Answers requests for the context of RO-Crate from a file."""

    def send(self, request, **_):
        import requests

        response = requests.Response()
        response.status_code, response._content, response.url, response.request = 200, context, request.url, request
        response.headers["Content-Type"] = "application/ld+json"
        return response

    def close(self):
        pass


def crate():
    import requests
    import rdflib.parser
    from rocrate_validator import models, services

    if context is not None:
        usual = requests.Session.get_adapter
        requests.Session.get_adapter = lambda session, url: FromFile() if "w3id.org/ro/crate" in url else usual(session, url)
        # Its reader of JSON-LD asks by itself.
        rdflib.parser._urlopen = lambda request: addinfourl(BytesIO(context), {"content-type": "application/ld+json"}, request.full_url)

    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(folder / "run.crate.zip") as archive:
            archive.extractall(unpacked)
        for line in (Path(unpacked) / "SHA256SUMS").read_text().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((Path(unpacked) / name).read_bytes()).hexdigest() == digest, name
        said = {}
        for level in ("REQUIRED", "RECOMMENDED"):
            settings = services.ValidationSettings(
                rocrate_uri=unpacked, profile_identifier="ro-crate-1.1", requirement_severity=models.Severity[level], no_cache=True
            )
            said[level] = [issue.message for issue in services.validate(settings).get_issues()]
    assert not said["REQUIRED"], said["REQUIRED"]
    return f"rocrate-validator: nothing required is missing; recommended: {said['RECOMMENDED'] or 'nothing'}; SHA256SUMS hold"


def movie(name, codec):
    def probe():
        command = ["ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames,r_frame_rate:format_tags", "-of", "json", str(folder / name)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        stream = found["streams"][0]
        assert stream["codec_name"] == codec
        tags = {key.lower().split("/")[-1]: value for key, value in found["format"]["tags"].items()}
        assert "spec-hash" in tags["comment"]
        return f"ffprobe: {stream['codec_name']} {stream['width']}×{stream['height']}, {stream['nb_read_frames']} frames at {stream['r_frame_rate']}, spec in the comment"

    return probe


checks = {
    "fields.npz": npz,
    "state.vti": vti,
    "field.parquet": parquet,
    "field.csv": csv,
    "history.zarr.zip": zarr_store,
    "movie.gif": gif,
    "picture.png": png,
    "figure.pdf": pdf,
    "figure.svg": svg,
    "surface.stl": stl,
    "surface.glb": glb,
    "run.crate.zip": crate,
    "movie.mp4": movie("movie.mp4", "h264"),
    "movie.webm": movie("movie.webm", "vp9"),
}
refused = False
for name, check in checks.items():
    if not (folder / name).exists():
        print(f"missing  {name}")
        continue
    if name.startswith("movie.") and name != "movie.gif" and not shutil.which("ffprobe"):
        print(f"no ffprobe for {name}")
        continue
    try:
        print(f"ok       {name}: {check()}")
    except Exception as error:  # every kind of refusal is worth a line
        refused = True
        print(f"REFUSED  {name}: {type(error).__name__}: {error}")
sys.exit(refused)
