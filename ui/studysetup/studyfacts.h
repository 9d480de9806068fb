#pragma once

#include <QList>

#include "core/base/result.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/sourcerepository.h"
#include "core/storage/studyrepository.h"
#include "core/trials/studyprotocol.h"

namespace storage {
class Database;
}

namespace studysetup {

/// One annotator and how far they are.
struct PersonFacts
{
    study::Annotator annotator;
    storage::AnnotatorProgress progress;
    bool hasConsent = false;   ///< to the text of the protocol in force
    int backgroundAnswers = 0; ///< how many questions about the person were answered
};

/// What the pages of Study show, read at once.
struct StudyFacts
{
    QString title;
    bool simulated = false;
    QString uid;
    storage::StudyCounts counts;
    QList<storage::Source> sources; ///< newest first
    trials::StudyProtocol protocol;
    QStringList generators;    ///< names, by name
    QList<PersonFacts> people; ///< by code
};

/// For pool threads.
base::Result<StudyFacts> readStudyFacts(storage::Database &database);

} // namespace studysetup
