#pragma once

#include <map>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/reward/clipweights.h"

/// Random parameters in memory, scaled so that activations stay of order one, as trained ones do.
class RandomWeights : public reward::ClipWeights
{
public:
    explicit RandomWeights(const reward::ClipConfig &config);

    const reward::ClipConfig &config() const override { return m_config; }
    at::Tensor tensor(const std::string &name) const override { return m_tensors.at(name); }
    void release(const std::string &) const override {} // the next network reads them again

private:
    void add(const std::string &name, const std::vector<std::int64_t> &shape, double scale);
    void addNorm(const std::string &name, std::int64_t width);
    void addBlocks(const std::string &prefix, int count, std::int64_t width, std::int64_t hidden);

    reward::ClipConfig m_config;
    at::Tensor m_noise;
    std::int64_t m_from = 0;
    std::map<std::string, at::Tensor> m_tensors;
};
