#pragma once

#include <QString>

namespace support {

/// How large a study is to be.
struct ManyPicturesPlan
{
    int pictures = 10'000; ///< an even number: pairs of an original and a wide-spectrum picture
    int photographs =
        500; ///< so many first files are JPEGs of `side` pixels; the others are tiny, so that disks suffice
    int side = 1024;
    int rewards = 3;    ///< scorers with values under both prompts
    int annotators = 3; ///< who voted on every pair
};

/// Makes folder/many.dissensus with its pictures beside it: every file has other bytes, every second picture a label,
/// five picture statistics, rewards and votes. For measuring; ends the program when it cannot. Returns the path.
QString makeManyPictures(const QString &folder, const ManyPicturesPlan &plan);

} // namespace support
