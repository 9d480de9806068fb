#pragma once

#include <filesystem>
#include <vector>

#include "core/reward/result.h"
#include "core/reward/tensorfile.h"

namespace reward {

/// One linear layer: weight [out, in], bias [out].
struct LinearLayer
{
    const TensorEntry *weight = nullptr;
    const TensorEntry *bias = nullptr;
};

/// An open head of linear layers, from an embedding to one number: LAION's aesthetic predictors.
struct LinearStackCheckpoint
{
    TensorFile file;
    std::vector<LinearLayer> layers;
    bool relu = false; ///< between the layers; a layer list with steps of three (linear, ReLU, dropout) has it
    int inputs = 0;    ///< width of the embedding
};

/// Opens "weight" and "bias" alone (v1) or "layers.N.weight" and "layers.N.bias" (v2). Strict: the widths of
/// neighbours agree, the last is 1, and nothing else is there. Errors: those of TensorFile::open; "weights.layout".
Result<LinearStackCheckpoint> openLinearStack(const std::filesystem::path &path);

} // namespace reward
