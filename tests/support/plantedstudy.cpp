#include "tests/support/plantedstudy.h"

#include <algorithm>
#include <cstring>

#include "core/storage/picturerepository.h"
#include "core/storage/scorerepository.h"
#include "tests/support/coreimage.h"
#include "tests/support/text.h"

namespace support {

namespace {

constexpr double plantedScore = 77.62513749218;

/// The forms in which the planted score lies in memory: as text, as SQLite stores it and as the processor does.
QByteArrayList scoreForms()
{
    char little[sizeof plantedScore];
    std::memcpy(little, &plantedScore, sizeof little);
    QByteArray bytes(little, sizeof little);
    QByteArray big = bytes;
    std::reverse(big.begin(), big.end());
    return {"77.625137", bytes, big};
}

/// The word as it would lie in a QString or in UTF-8.
QByteArrayList textForms(const QString &word)
{
    return {word.toUtf8(), QByteArray(reinterpret_cast<const char *>(word.utf16()), word.size() * 2)};
}

QStringList findIn(pid_t process, const QByteArrayList &planted)
{
    QStringList found;
    const qint64 read = readMemory(process, [&](const QString &mapping, const QByteArray &bytes) {
        for (const QByteArray &form : planted)
            // The C library's search: Qt's takes minutes under a sanitizer.
            if (memmem(bytes.constData(), size_t(bytes.size()), form.constData(), size_t(form.size())))
                found += mapping + s(": ") + QString::fromLatin1(form.toPercentEncoding());
    });
    if (read < 1000000)
        qFatal("the memory of process %d cannot be read", process);
    return found;
}

} // namespace

PlantedStudy::PlantedStudy()
{
    SmallStudyPlan plan;
    plan.generators = {s("KryptonDiffusion"), s("ArgonPainter"), s("XenonSketch")};
    m_study = std::make_unique<SmallStudy>(m_folder.path(), plan);
    // The owner's own words name generators, too.
    m_study->setProtocol(R"({"version":1,"title":"ArgonPainter against KryptonDiffusion",
        "pairs":{"generators":["KryptonDiffusion","ArgonPainter","XenonSketch"],"practice":1}})");
    storage::ScoreRepository scores(m_study->database());
    const auto fingerprint = must(scores.addFingerprint(s("secretscorer"), QString(64, u'd'), s("{}")));
    for (const study::Picture &picture : must(storage::PictureRepository(m_study->database()).pictures())) {
        study::Score score;
        score.asset = picture.asset;
        score.fingerprint = fingerprint.id;
        score.value = plantedScore;
        score.origin = s("computed");
        must(scores.addScore(score));
    }
    m_planted = scoreForms();
    for (const QString &word : plan.generators + QStringList{s("secretscorer"), s("pictures/")})
        m_planted += textForms(word);
}

QStringList PlantedStudy::foundIn(pid_t process) const
{
    return findIn(process, m_planted);
}

QStringList foundIn(pid_t process, const QString &word)
{
    return findIn(process, textForms(word));
}

} // namespace support
