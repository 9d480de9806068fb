#pragma once

#include "data/demo/random.h"
#include "data/demo/scene.h"

namespace demo {

/// What is to be seen.
enum class Subject {
    Hills,
    Lake,
    Peaks,
    Dunes,
    Fields,
    Balloons,
    Harbour,
    Sails,
    Lighthouse,
    Skyline,
    Street,
    Village,
    Forest,
    Birches,
    Fruit,
    Flowers,
    Room,
    Portrait,
};

/// What a portrait shows.
enum class Feeling { Calm, Sad, Afraid };

/// Describes one picture: the same arguments give the same scene.
Scene makeScene(Subject subject, const Palette &palette, Random &random, Feeling feeling = Feeling::Calm);

// The families behind makeScene.
Scene hills(const Palette &palette, Random &random);
Scene lake(const Palette &palette, Random &random);
Scene peaks(const Palette &palette, Random &random);
Scene dunes(const Palette &palette, Random &random);
Scene fields(const Palette &palette, Random &random);
Scene balloons(const Palette &palette, Random &random);
Scene harbour(const Palette &palette, Random &random);
Scene sails(const Palette &palette, Random &random);
Scene lighthouse(const Palette &palette, Random &random);
Scene skyline(const Palette &palette, Random &random);
Scene street(const Palette &palette, Random &random);
Scene village(const Palette &palette, Random &random);
Scene forest(const Palette &palette, Random &random);
Scene birches(const Palette &palette, Random &random);
Scene fruit(const Palette &palette, Random &random);
Scene flowers(const Palette &palette, Random &random);
Scene room(const Palette &palette, Random &random);
Scene portrait(const Palette &palette, Random &random, Feeling feeling);

/// Sky with sun or moon (and stars by night); the light stands at `at`.
void addSky(Scene &scene, Random &random, QPointF at, double radius);
/// Water from `horizon` down, with bands of reflected light below the sun.
void addWater(Scene &scene, Random &random, double horizon, double lower = pictureSize + 8);

} // namespace demo
