#pragma once

#include <span>

#include <QImage>
#include <QString>
#include <QStringList>
#include <QStringView>

#include "data/demo/palette.h"
#include "data/demo/scenes.h"
#include "data/demo/styles.h"

namespace demo {

/// One idea of the demo study: what is painted, how it is asked for, and what the wide-spectrum prompt asks
/// instead.
struct Idea
{
    QStringView key;
    QStringView topic;
    Subject subject;
    Mood mood;
    QStringView original;
    QStringView wide;
    QStringView taxonomy;            ///< "class.sub_class", joined by ';'
    Feeling feeling = Feeling::Calm; ///< of the wide-spectrum portrait
};

/// One fictional generator.
struct Painter
{
    QStringView name;
    QStringView family;
    QStringView alignedVersionOf; ///< empty: not an aligned version
    Style style;
    double obedience; ///< how far it follows a wide-spectrum prompt, 0 to 1
};

std::span<const Idea> ideas();
std::span<const Painter> painters();

QStringList taxonomyOf(const Idea &idea);

enum class Variant { Original, Wide };

/// The picture that `painter` makes of `idea`; the same arguments give the same pixels. About 0.1 to 0.4 s.
QImage paint(const Idea &idea, const Painter &painter, Variant variant, std::uint64_t seed);

} // namespace demo
