#pragma once

#include <QHash>

#include "core/storage/database.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"
#include "core/study/score.h"
#include "ui/widgets/studyhandle.h"

namespace support {

/// Writes a study for tests of the window: pictures painted in one colour, scores and votes as asked for.
class VotedStudy
{
public:
    explicit VotedStudy(const QString &path);

    study::Prompt addPrompt(const QString &group, const QString &variant, const QString &text,
                            const QString &topic = {});
    /// With a colour the picture is embedded; without it is a record only.
    study::PictureId addPicture(const study::Prompt &prompt, const QString &generator, const QColor &color);
    /// `prompt` null: a score that counts under every prompt. Computed scores belong to the picture's asset.
    void addScore(const QString &scorer, study::PictureId picture, const study::Prompt *prompt, double value);
    /// `preferred` invalid: a tie.
    void addVote(const QString &annotator, const study::Prompt &prompt, study::PictureId left, study::PictureId right,
                 study::PictureId preferred);
    void setTaxonomy(study::PictureId picture, const QStringList &labels);
    void setSetting(const QString &key, const QString &value);
    storage::Database &database() { return m_database; }

    /// The study as the window opens it.
    widgets::StudyPtr open() const;

private:
    storage::Database m_database;
    QHash<study::PictureId, study::AssetId> m_assets;
};

} // namespace support
