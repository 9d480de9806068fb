#pragma once

#include <optional>

#include <QHash>
#include <QList>

#include "core/base/result.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"

namespace storage {

class Database;

/// Generators, pictures, counterparts and taxonomy labels.
class PictureRepository
{
public:
    explicit PictureRepository(Database &database);

    base::Result<study::Generator> addGenerator(const QString &name);
    /// Appends family and "aligned version of" where they differ from the current ones.
    base::Result<void> setGeneratorFacts(study::GeneratorId id, const QString &family, const QString &alignedVersionOf);
    base::Result<QList<study::Generator>> generators();

    /// Returns the row with the same natural key (asset hash, generator, prompt, variant, seed, kind) or adds one.
    /// Records without a file that have different ids of their own are different uses.
    /// `picture.uid` empty: made from the natural key; given: kept, and an error if another use has it.
    base::Result<study::PictureId> addPicture(const study::Picture &picture, bool *added = nullptr);
    /// Both append when they differ from what is current, and return the row (for SourceRepository::addItem): of
    /// `counterpart`; of `taxonomy_edit`, a whole set of labels, possibly empty.
    base::Result<qint64> setCounterpart(study::PictureId picture, study::PictureId counterpart);
    base::Result<qint64> setTaxonomy(study::PictureId picture, const QStringList &labels);

    /// All live pictures with current taxonomy and given counterparts, by row number. One pass, no file access.
    base::Result<QList<study::Picture>> pictures();
    base::Result<std::optional<study::Picture>> picture(study::PictureId id);
    base::Result<std::optional<study::Picture>> pictureByUid(const QString &uid);
    base::Result<QList<study::Picture>> picturesOfGroup(study::PromptGroupId group);

    /// The rule of the contract over values already read: given, or else the only other picture of the same group
    /// and generator with another variant. `groupOf` maps prompts to groups.
    static QHash<study::PictureId, study::PictureId>
    counterparts(const QList<study::Picture> &pictures, const QHash<study::PromptId, study::PromptGroupId> &groupOf);

private:
    base::Result<QList<study::Picture>> select(const QString &where, qint64 argument);
    base::Result<QString> naturalUid(const study::Picture &picture);

    Database &m_database;
};

} // namespace storage
