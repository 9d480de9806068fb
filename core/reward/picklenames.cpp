#include "core/reward/picklenames.h"

#include <algorithm>
#include <array>

namespace reward {

namespace {

/// Packages of classes that hold weights or settings: networks, optimizers, configurations.
constexpr std::array<std::string_view, 12> packages{
    "torch.nn.modules", "torch.nn.parameter", "torch.optim", "torch.jit._pickle", "__torch__",         "transformers",
    "trainer.models",   "open_clip",          "clip.model",  "omegaconf",         "pytorch_lightning", "lightning"};

/// Single names, with their module in front.
constexpr std::array<std::string_view, 98> names{
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.Counter",
    "builtins.set",
    "builtins.frozenset",
    "builtins.list",
    "builtins.dict",
    "builtins.tuple",
    "builtins.int",
    "builtins.float",
    "builtins.bool",
    "builtins.str",
    "builtins.bytes",
    "builtins.bytearray",
    "builtins.complex",
    "builtins.object",
    "builtins.slice",
    "builtins.range",
    "__builtin__.set",
    "__builtin__.frozenset",
    "__builtin__.list",
    "__builtin__.dict",
    "__builtin__.tuple",
    "__builtin__.int",
    "__builtin__.long",
    "__builtin__.float",
    "__builtin__.bool",
    "__builtin__.str",
    "__builtin__.unicode",
    "__builtin__.bytearray",
    "__builtin__.complex",
    "__builtin__.object",
    "__builtin__.slice",
    "torch.FloatStorage",
    "torch.HalfStorage",
    "torch.BFloat16Storage",
    "torch.DoubleStorage",
    "torch.LongStorage",
    "torch.IntStorage",
    "torch.ShortStorage",
    "torch.CharStorage",
    "torch.ByteStorage",
    "torch.BoolStorage",
    "torch.storage.UntypedStorage",
    "torch.storage.TypedStorage",
    "torch.Size",
    "torch.device",
    "torch.Tensor",
    "torch.float",
    "torch.float16",
    "torch.float32",
    "torch.float64",
    "torch.bfloat16",
    "torch.half",
    "torch.double",
    "torch.int8",
    "torch.int16",
    "torch.int32",
    "torch.int64",
    "torch.uint8",
    "torch.bool",
    "torch._utils._rebuild_tensor",
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_tensor_v3",
    "torch._utils._rebuild_parameter",
    "torch._utils._rebuild_parameter_with_state",
    "torch._tensor._rebuild_from_type_v2",
    "torch.serialization._get_layout",
    "torch.nn.functional.gelu",
    "torch.nn.functional.relu",
    "torch._C._nn.gelu",
    "numpy.dtype",
    "numpy.ndarray",
    "numpy.float16",
    "numpy.float32",
    "numpy.float64",
    "numpy.int32",
    "numpy.int64",
    "numpy.bool_",
    "numpy.core.multiarray.scalar",
    "numpy.core.multiarray._reconstruct",
    "numpy._core.multiarray.scalar",
    "numpy._core.multiarray._reconstruct",
    "_codecs.encode",
    "copyreg._reconstructor",
    "copy_reg._reconstructor",
    "argparse.Namespace",
    "types.SimpleNamespace",
    "easydict.EasyDict",
    "pathlib.PosixPath",
    "pathlib.PurePosixPath",
    "pathlib.WindowsPath",
    "pathlib.PureWindowsPath",
    "datetime.datetime",
    "datetime.date",
    "datetime.timedelta",
    "typing.Any",
    "numpy.longlong",
};

bool isInside(std::string_view module, std::string_view package)
{
    return module.starts_with(package) && (module.size() == package.size() || module[package.size()] == '.');
}

bool isIdentifier(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

bool isHarmlessName(std::string_view module, std::string_view name)
{
    // A dotted name reaches through a package into whatever it has imported.
    if (!isIdentifier(name))
        return false;
    if (std::any_of(packages.begin(), packages.end(),
                    [&](std::string_view package) { return isInside(module, package); }))
        return true;
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) {
        return known.size() == module.size() + 1 + name.size() && known.starts_with(module) && known.ends_with(name)
               && known[module.size()] == '.';
    });
}

} // namespace reward
