#pragma once

#include "core/reward/clipcheckpoint.h"

/// The sizes of the published networks.
namespace publishedclip {

/// OpenAI's ViT-L/14.
inline reward::ClipConfig vitL14()
{
    return {.imageSize = 224,
            .patch = 14,
            .visionWidth = 1024,
            .visionLayers = 24,
            .visionHeads = 16,
            .visionMlp = 4096,
            .textWidth = 768,
            .textLayers = 12,
            .textHeads = 12,
            .textMlp = 3072,
            .embed = 768,
            .vocabulary = 49408,
            .context = 77,
            .quickGelu = true};
}

/// The ViT-H/14 of laion2B, which HPSv2 and PickScore are trained from.
inline reward::ClipConfig vitH14()
{
    reward::ClipConfig config = vitL14();
    config.visionWidth = 1280;
    config.visionLayers = 32;
    config.visionMlp = 5120;
    config.textWidth = 1024;
    config.textLayers = 24;
    config.textHeads = 16;
    config.textMlp = 4096;
    config.embed = 1024;
    config.quickGelu = false;
    return config;
}

} // namespace publishedclip
