"""Small images, volumes and arrays written by other programs, and what those programs read back from them.

Run: python tests/oracle/image_files.py   (writes tests/fixtures/images/* and tests/golden/oracle-image-files.json)

Versions: Python 3.11, numpy 2.4.6, pillow 13.0.0, tifffile 2026.3.3, imagecodecs 2026.3.6, nibabel 5.4.2, vtk 9.7.2

Each entry of the JSON: shape, values in C order (NaN and infinities as strings), edge and unit of a cell where the file says
so, and tolerance where two decoders may differ. Colours become grey here by the weights of ITU-R BT.709 in double precision.
"""

import gzip
import io
import json
import pathlib
import struct
import zlib

import nibabel
import numpy as np
import tifffile
import vtk
from PIL import Image, ImageOps
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

out = pathlib.Path(__file__).parent.parent / "fixtures" / "images"
out.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(20250101)
expected = {}


def written(value):
    """Whole numbers as they are, others to nine digits."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return int(value) if abs(float(value)) < 2**53 and value == int(value) else float(f"{value:.9g}")


def note(file, values, edge=None, unit=None, tolerance=None):
    values = np.asarray(values)
    entry = {"shape": list(values.shape), "values": [written(v) for v in values.ravel()]}
    if edge is not None:
        entry.update(edge=[float(e) for e in edge], unit=unit)
    if tolerance is not None:
        entry["tolerance"] = tolerance
    expected[file] = entry


def luminance(rgb):
    return (np.asarray(rgb, dtype=float)[..., :3] * [2126, 7152, 722]).sum(-1) / 10000


def smooth(ny, nx, top):
    y, x = np.mgrid[0:ny, 0:nx]
    return (top * (0.5 + 0.3 * np.sin(x / 2.3) + 0.2 * np.cos(y / 1.7 + x / 5))).astype(np.int64)


# ---- TIFF ------------------------------------------------------------------------------------------------------------------
def tif(name, data, grey=None, edge=None, unit=None, **options):
    options.setdefault("metadata", None)
    tifffile.imwrite(out / name, data, **options)
    read = tifffile.imread(out / name)
    assert np.array_equal(read, data, equal_nan=data.dtype.kind == "f"), name
    note(name, data if grey is None else grey, edge, unit)


u8 = smooth(13, 17, 255).astype(np.uint8)
u16 = smooth(13, 17, 65535).astype(np.uint16)
f32 = rng.normal(size=(9, 11)).astype(np.float32)
f32[2, 3], f32[4, 5], f32[0, 0] = np.nan, np.inf, -np.inf
rgb = rng.integers(0, 256, (13, 17, 3), dtype=np.uint8)
tif("grey8.tif", u8, u8 / 255, photometric="minisblack")
tif("grey16-little.tif", u16, u16 / 65535, byteorder="<", photometric="minisblack")
tif("grey16-big.tif", u16, u16 / 65535, byteorder=">", photometric="minisblack")
tif("int8.tif", (u8.astype(int) - 128).astype(np.int8), photometric="minisblack")
tif("int16.tif", (u16.astype(int) - 32768).astype(np.int16), photometric="minisblack", byteorder=">")
tif("uint32.tif", rng.integers(0, 2**32, (5, 7), dtype=np.uint32), photometric="minisblack")
tif("int32.tif", rng.integers(-(2**31), 2**31, (5, 7), dtype=np.int32), photometric="minisblack")
tif("float16.tif", rng.normal(size=(5, 7)).astype(np.float16), photometric="minisblack")
tif("float32.tif", f32, photometric="minisblack")
tif("float64-big.tif", rng.normal(size=(5, 7)) * 1e300, photometric="minisblack", byteorder=">")
tif("white-is-zero.tif", u8, 1 - u8 / 255, photometric="miniswhite")
tif("rgb.tif", rgb, luminance(rgb) / 255, photometric="rgb")
tif("rgb-planar.tif", np.moveaxis(rgb, -1, 0).copy(), luminance(rgb) / 255, photometric="rgb", planarconfig="separate")
rgb16 = rng.integers(0, 65536, (6, 5, 3), dtype=np.uint16)
tif("rgb16.tif", rgb16, luminance(rgb16) / 65535, photometric="rgb")
wide = smooth(21, 37, 255).astype(np.uint8)
tif("tiles.tif", wide, wide / 255, photometric="minisblack", tile=(16, 16))
widergb = rng.integers(0, 256, (21, 37, 3), dtype=np.uint8)
tif("tiles-rgb-deflate.tif", widergb, luminance(widergb) / 255, photometric="rgb", tile=(16, 16), compression="zlib", predictor=2)
tif("tiles-planar-lzw.tif", np.moveaxis(widergb, -1, 0).copy(), luminance(widergb) / 255, photometric="rgb", planarconfig="separate", tile=(16, 32), compression="lzw")
tif("strips-lzw.tif", wide, wide / 255, photometric="minisblack", rowsperstrip=4, compression="lzw")
noise = rng.integers(0, 256, (50, 60), dtype=np.uint8)
tif("strips-lzw-noise.tif", noise, noise / 255, photometric="minisblack", compression="lzw", rowsperstrip=50)
flat = np.zeros((40, 60), np.uint8)
flat[10:30, 20:50] = 255
tif("strips-lzw-flat.tif", flat, flat / 255, photometric="minisblack", compression="lzw", rowsperstrip=40)
tif("lzw-predictor16.tif", u16, u16 / 65535, photometric="minisblack", compression="lzw", predictor=2)
tif("deflate-predictor-big.tif", u16, u16 / 65535, photometric="minisblack", compression="zlib", predictor=2, byteorder=">")
tif("deflate-predictor32.tif", (u16.astype(np.uint32) * 60000), photometric="minisblack", compression="zlib", predictor=2)
tif("float-predictor.tif", f32, photometric="minisblack", compression="zlib", predictor=3)
tif("float-predictor-big.tif", rng.normal(size=(5, 7)), photometric="minisblack", compression="zlib", predictor=3, byteorder=">")
tif("packbits.tif", flat, flat / 255, photometric="minisblack", compression="packbits")
tif("bigtiff.tif", u8, u8 / 255, photometric="minisblack", bigtiff=True)
volume = rng.normal(size=(4, 5, 6)).astype(np.float32)
tif("stack.tif", volume, photometric="minisblack")
tif("bits12.tif", u16 // 16, (u16 // 16) / 4095, photometric="minisblack", bitspersample=12, compression=None)
# Unassociated opacity, laid over white.
rgba = np.concatenate([rgb, rng.integers(0, 256, (13, 17, 1), dtype=np.uint8)], axis=-1)
a = rgba[..., 3] / 255
tif("rgba.tif", rgba, luminance(rgb) / 255 * a + 1 - a, photometric="rgb", extrasamples=["unassalpha"])
# Premultiplied: colours times opacity, so over white they are added to what is left of it.
pre = np.concatenate([(rgb * a[..., None]).astype(np.uint8), rgba[..., 3:]], axis=-1)
tif("rgba-premultiplied.tif", pre, luminance(pre) / 255 + 1 - a, photometric="rgb", extrasamples=["assocalpha"])
tif("dpi300.tif", u8, u8 / 255, [25400 / 300] * 2, "µm", photometric="minisblack", resolution=(300, 300), resolutionunit="INCH")
tif("dots-per-cm.tif", u8, u8 / 255, [1e4 / 2000, 1e4 / 1000], "µm", photometric="minisblack", resolution=(1000, 2000), resolutionunit="CENTIMETER")
tif("screen72.tif", u8, u8 / 255, photometric="minisblack", resolution=(72, 72), resolutionunit="INCH")
tifffile.imwrite(out / "imagej.tif", volume, imagej=True, resolution=(1 / 0.25, 1 / 0.5), metadata={"spacing": 2.0, "unit": "um", "axes": "ZYX"})
note("imagej.tif", volume, [2, 0.5, 0.25], "µm")
hyper = rng.integers(0, 65536, (3, 2, 4, 5), dtype=np.uint16)  # Z, C, Y, X
tifffile.imwrite(out / "imagej-channels.tif", hyper, imagej=True, metadata={"axes": "ZCYX"})
note("imagej-channels.tif", hyper[:, 0] / 65535)
moments = rng.integers(0, 256, (2, 3, 4, 5), dtype=np.uint8)  # T, Z, Y, X
tifffile.imwrite(out / "imagej-moments.tif", moments, imagej=True, metadata={"axes": "TZYX"})
note("imagej-moments.tif", moments[0] / 255)
tifffile.imwrite(out / "imagej-film.tif", moments[:, 0], imagej=True, metadata={"axes": "TYX"})
note("imagej-film.tif", moments[:, 0] / 255)
# Pages of another size, and a smaller copy of the first.
with tifffile.TiffWriter(out / "pages.tif") as writer:
    for page, options in [(u8, {}), (u8[::2, ::2], {"subfiletype": 1}), (255 - u8, {}), (wide, {})]:
        writer.write(page, photometric="minisblack", metadata=None, resolution=(500, 500), resolutionunit="CENTIMETER", **options)
note("pages.tif", np.stack([u8, 255 - u8]) / 255)
channels = rng.integers(0, 65536, (2, 6, 7), dtype=np.uint16)
tif("two-channels.tif", channels, channels[0] / 65535, photometric="minisblack", planarconfig="separate")
tifffile.imwrite(
    out / "ome.ome.tif",
    volume,
    metadata={"axes": "ZYX", "PhysicalSizeX": 0.2, "PhysicalSizeY": 0.3, "PhysicalSizeZ": 1.5, "PhysicalSizeXUnit": "µm", "PhysicalSizeYUnit": "µm", "PhysicalSizeZUnit": "µm"},
)
note("ome.ome.tif", volume, [1.5, 0.3, 0.2], "µm")

pillow = Image.fromarray(flat[:30, :33])
bilevel = pillow.convert("1")
bilevel.save(out / "bilevel.tif")
note("bilevel.tif", np.asarray(bilevel).astype(float))
paletted = Image.fromarray(rgb).quantize(8)
paletted.save(out / "palette.tif")
note("palette.tif", luminance(np.asarray(paletted.convert("RGB"))) / 255)
Image.fromarray(u8).save(out / "pillow-lzw.tif", compression="tiff_lzw")
note("pillow-lzw.tif", u8 / 255)
for orientation in range(1, 9):
    name = f"orientation{orientation}.tif"
    Image.fromarray(u8).save(out / name, tiffinfo={274: orientation})
    # Pillow 13 misreads a TIFF whose sides are swapped, and turns a PNG with the same note as it should.
    exif, noted = Image.Exif(), io.BytesIO()
    exif[274] = orientation
    Image.fromarray(u8).save(noted, "PNG", exif=exif)
    note(name, np.asarray(ImageOps.exif_transpose(Image.open(noted))) / 255)

# Kinds that are refused.
tifffile.imwrite(out / "refused-zstd.tif", u8, compression="zstd", photometric="minisblack", metadata=None)
tifffile.imwrite(out / "refused-jpeg.tif", rgb, compression="jpeg", photometric="ycbcr", metadata=None)
bilevel.save(out / "refused-group4.tif", compression="group4")
Image.fromarray(rgb).convert("CMYK").save(out / "refused-cmyk.tif")
tifffile.imwrite(out / "refused-complex.tif", np.ones((3, 4), np.complex64), photometric="minisblack", metadata=None)

# ---- JPEG ------------------------------------------------------------------------------------------------------------------
gentle = np.stack([smooth(24, 31, 255), smooth(24, 31, 200)[::-1], smooth(24, 31, 255)[:, ::-1]], axis=-1).astype(np.uint8)


def jpg(name, image, tolerance=3 / 255, edge=None, **options):
    image.save(out / name, **options)
    read = ImageOps.exif_transpose(Image.open(out / name))
    pixels = np.asarray(read.convert("RGB"))
    note(name, luminance(pixels) / 255, edge, "µm" if edge else None, tolerance)


jpg("grey.jpg", Image.fromarray(gentle[..., 0]), quality=90)
jpg("colour.jpg", Image.fromarray(gentle), quality=92, subsampling=0)
jpg("colour-subsampled.jpg", Image.fromarray(gentle), tolerance=12 / 255, quality=85)
jpg("progressive.jpg", Image.fromarray(gentle), quality=92, subsampling=0, progressive=True)
jpg("dpi.jpg", Image.fromarray(gentle[..., 0]), quality=90, dpi=(254, 254), edge=[100, 100])
for orientation in (3, 6, 8):
    exif = Image.Exif()
    exif[274] = orientation
    jpg(f"exif{orientation}.jpg", Image.fromarray(gentle[..., 0]), quality=90, exif=exif)
Image.fromarray(gentle).convert("CMYK").save(out / "refused-cmyk.jpg")

# ---- NIfTI: x is the first axis of nibabel's arrays and the last of ours ------------------------------------------------------
def nii(name, data, zooms, unit, image=nibabel.Nifti1Image, slope=None, inter=None, edge=True, first=None, endianness="<", grey=None):
    volume = image(data, None, header=image.header_class(endianness=endianness))
    volume.header.set_data_dtype(data.dtype)
    volume.header.set_zooms(zooms)
    volume.header.set_xyzt_units(unit)
    if slope is not None:
        volume.header.set_slope_inter(slope, inter)
    raw = out / name
    if slope is None:
        nibabel.save(volume, raw)
    else:
        # nibabel divides by the slope when it saves; the numbers are to be stored as given.
        volume.header.set_data_offset(352)
        buffer = io.BytesIO()
        volume.header.write_to(buffer)
        raw.write_bytes(buffer.getvalue().ljust(352, b"\0") + data.tobytes(order="F"))
    if name.endswith(".gz"):
        raw.write_bytes(gzip.compress(gzip.decompress(raw.read_bytes()), mtime=0))
    read = np.asanyarray(nibabel.load(raw).dataobj)
    if first:
        read = read[..., 0]
    read = np.transpose(read)
    if read.shape[0] == 1 and read.ndim == 3:
        read = read[0]
    if grey is not None:
        read = grey
    names = {"micron": "µm", "mm": "mm", "meter": "m", None: ""}
    note(name, read, list(zooms)[: read.ndim][::-1] if edge else None, names[unit])


shape = (6, 5, 4)
nii("int16.nii", rng.integers(-3000, 3000, shape, dtype=np.int16), (0.5, 1, 2), "mm")
nii("scaled.nii", rng.integers(0, 256, shape, dtype=np.uint8), (1, 1, 1), "micron", slope=0.25, inter=-3)
nii("float32.nii.gz", rng.normal(size=shape).astype(np.float32), (0.1, 0.2, 0.3), "micron")
nii("float64-nifti2.nii", rng.normal(size=shape), (1, 2, 3), "mm", image=nibabel.Nifti2Image)
nii("big-endian.nii", rng.integers(0, 60000, shape).astype(np.dtype(">u2")), (1, 2, 3), "mm", endianness=">")
nii("series.nii", rng.normal(size=(*shape, 2)).astype(np.float32), (1, 2, 3, 1), "mm", first=True)
nii("slice.nii", rng.normal(size=(6, 5, 1)).astype(np.float32), (1, 2, 3), "mm")
nii("int64.nii", rng.integers(-(2**50), 2**50, shape), (1, 1, 1), "meter")
colours = np.zeros(shape, dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
for channel in "RGB":
    colours[channel] = rng.integers(0, 256, shape)
picture = np.transpose(np.stack([colours[c] for c in "RGB"], axis=-1), (2, 1, 0, 3))
nii("rgb24.nii", colours, (1, 1, 1), "mm", grey=luminance(picture) / 255)
nibabel.save(nibabel.Nifti1Pair(rng.normal(size=shape).astype(np.float32), np.eye(4)), out / "refused-pair.hdr")
(out / "refused-pair.img").unlink()
nibabel.save(nibabel.Nifti1Image(np.ones(shape, np.complex64), np.eye(4)), out / "refused-complex.nii")

# ---- VTK image data ----------------------------------------------------------------------------------------------------------
def vti(name, arrays, spacing, mode, compress, big=False, cells=False, active=None):
    nz, ny, nx = next(iter(arrays.values())).shape[:3]
    image = vtk.vtkImageData()
    image.SetDimensions(*([nx + 1, ny + 1, nz + 1] if cells else [nx, ny, nz]))
    image.SetSpacing(*spacing)
    data = image.GetCellData() if cells else image.GetPointData()
    for title, values in arrays.items():
        flat = values.reshape(nx * ny * nz, -1)
        array = numpy_to_vtk(np.ascontiguousarray(flat if flat.shape[1] > 1 else flat.ravel()), deep=True)
        array.SetName(title)
        data.AddArray(array)
    if active:
        data.SetActiveScalars(active)
    writer = vtk.vtkXMLImageDataWriter()
    writer.SetFileName(str(out / name))
    writer.SetInputData(image)
    {"ascii": writer.SetDataModeToAscii, "binary": writer.SetDataModeToBinary, "appended": writer.SetDataModeToAppended}[mode]()
    writer.SetCompressorTypeToZLib() if compress else writer.SetCompressorTypeToNone()
    if mode == "appended":
        writer.SetEncodeAppendedData(name.find("raw") < 0)
    if big:
        writer.SetByteOrderToBigEndian()
    writer.Write()


block = rng.normal(size=(3, 4, 5))
single = block.astype(np.float32)
# Text keeps the digits of a float32, not of a double.
vti("ascii.vti", {"u": np.round(single * 8) / 8}, (0.5, 1, 2), "ascii", False)
note("ascii.vti", np.round(single * 8) / 8, [2, 1, 0.5], "")
vti("base64.vti", {"u": single}, (1, 1, 1), "binary", False)
note("base64.vti", single)
vti("base64-zlib.vti", {"u": block}, (1, 1, 1), "binary", True)
note("base64-zlib.vti", block)
vti("appended-raw-zlib.vti", {"u": block, "v": block * 2}, (1, 1, 3), "appended", True, active="v")
note("appended-raw-zlib.vti", block * 2, [3, 1, 1], "")
vti("appended-base64.vti", {"count": rng.integers(0, 2**40, (3, 4, 5))}, (1, 1, 1), "appended", False)
reader = vtk.vtkXMLImageDataReader()
reader.SetFileName(str(out / "appended-base64.vti"))
reader.Update()
note("appended-base64.vti", vtk_to_numpy(reader.GetOutput().GetPointData().GetArray("count")).reshape(3, 4, 5))
vti("cells.vti", {"label": rng.integers(0, 5, (3, 4, 5)).astype(np.uint8)}, (1, 1, 1), "binary", True, big=True, cells=True)
reader = vtk.vtkXMLImageDataReader()
reader.SetFileName(str(out / "cells.vti"))
reader.Update()
note("cells.vti", vtk_to_numpy(reader.GetOutput().GetCellData().GetArray("label")).reshape(3, 4, 5))
vectors = rng.normal(size=(3, 4, 5, 3)).astype(np.float32)
vti("vectors.vti", {"flow": vectors}, (1, 1, 1), "binary", True)
note("vectors.vti", np.sqrt((vectors.astype(float) ** 2).sum(-1)), tolerance=1e-6)
vti("plane.vti", {"u": single[:1]}, (0.5, 0.25, 1), "ascii", False)
note("plane.vti", single[0], [0.25, 0.5], "", tolerance=1e-5)

# ---- PNG ---------------------------------------------------------------------------------------------------------------------
def png(name, image, grey, edge=None, **options):
    image.save(out / name, **options)
    note(name, grey, edge, "µm" if edge else None)


png("grey1.png", bilevel, np.asarray(bilevel).astype(float))
png("grey8.png", Image.fromarray(u8), u8 / 255)
png("grey16.png", Image.fromarray(u16), u16 / 65535)
for bits in (2, 4):
    few = Image.fromarray(rgb).quantize(2**bits)
    png(f"palette{bits}.png", few, luminance(np.asarray(few.convert("RGB"))) / 255, bits=bits)
png("palette8.png", paletted, luminance(np.asarray(paletted.convert("RGB"))) / 255)
png("rgb.png", Image.fromarray(rgb), luminance(rgb) / 255)
png("rgba.png", Image.fromarray(rgba), luminance(rgb) / 255 * a + 1 - a)
png("dpi600.png", Image.fromarray(u8), u8 / 255, edge=[1e6 / 23622] * 2, dpi=(600, 600))

def interlaced(name, samples, depth):
    """Grey, in the seven passes of Adam7, since Pillow reads them and does not write them."""
    ny, nx = samples.shape
    rows = b""
    for y0, x0, dy, dx in [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]:
        for row in samples[y0::dy, x0::dx]:
            if len(row):
                rows += b"\0" + (np.packbits(row).tobytes() if depth == 1 else row.astype(">u2" if depth == 16 else "u1").tobytes())
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", nx, ny, depth, 0, 0, 0, 1)
    (out / name).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    assert np.array_equal(np.asarray(Image.open(out / name)).astype(int), samples.astype(int)), name


interlaced("interlaced8.png", u8, 8)
note("interlaced8.png", u8 / 255)
interlaced("interlaced16.png", u16, 16)
note("interlaced16.png", u16 / 65535)
interlaced("refused-interlaced1.png", np.asarray(bilevel), 1)

# ---- NumPy -------------------------------------------------------------------------------------------------------------------
for descr in ["|b1", "|i1", "|u1"] + [order + kind for order in "<>" for kind in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"]]:
    kind = np.dtype(descr)
    numbers = rng.integers(0, 2, (3, 5)) if kind.kind == "b" else rng.integers(0, 100, (3, 5)) if kind.kind == "u" else rng.normal(size=(3, 5)) * 50
    array = np.asarray(numbers.astype(kind), order="F" if descr[0] == ">" else "C")
    name = f"{'big' if descr[0] == '>' else 'little'}-{descr[1:]}.npy"
    np.save(out / name, array)
    note(name, array.astype(float))
np.savez_compressed(out / "archive.npz", u=block, v=single)
note("archive.npz", block)

golden = out.parent.parent / "golden" / "oracle-image-files.json"
golden.write_text(json.dumps(expected, separators=(",", ":"), ensure_ascii=False) + "\n")
print(len(expected), "files,", sum(f.stat().st_size for f in out.iterdir()), "bytes")
