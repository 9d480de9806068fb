#include "ui/studysetup/annotatorcodes.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

#include "core/base/uuid.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"
#include "core/study/ids.h"

namespace studysetup {
namespace {

constexpr int longestRange = 500;

QString tr(const char *text)
{
    return QCoreApplication::translate("studysetup", text);
}

/// The rules of AnnotationSession, so that a code that is added can also sit down.
bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= study::maxUidLength && !name.contains(QLatin1Char(';'))
           && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
}

ReadCodes readNames(const QString &text, const QString &what)
{
    ReadCodes read;
    for (const QString &part : text.split(QLatin1Char(','))) {
        const QString name = part.trimmed();
        if (name.isEmpty())
            continue;
        if (!isName(name)) {
            read.problem = tr("“%1” cannot be a %2. Use up to 200 printable characters without semicolon.")
                               .arg(name.left(40), what);
            return read;
        }
        if (!read.codes.contains(name))
            read.codes.append(name);
    }
    return read;
}

} // namespace

ReadCodes readCodes(const QString &text)
{
    ReadCodes read = readNames(text, tr("code"));
    if (!read.problem.isEmpty())
        return read;
    static const QRegularExpression range(QStringLiteral("^(\\D*)(\\d{1,6})\\s*[-–…]\\s*(\\D*)(\\d{1,6})$"));
    QStringList codes;
    for (const QString &code : std::as_const(read.codes)) {
        const auto match = range.match(code);
        if (!match.hasMatch()) {
            codes.append(code);
            continue;
        }
        const int first = match.captured(2).toInt();
        const int last = match.captured(4).toInt();
        const bool sameLetters = match.captured(3).isEmpty() || match.captured(3) == match.captured(1);
        if (!sameLetters || last < first || last - first >= longestRange) {
            read.problem = tr("“%1” is no range. Write A01-A12, at most %2 codes.").arg(code).arg(longestRange);
            return read;
        }
        for (int i = first; i <= last; ++i)
            codes.append(match.captured(1)
                         + QString::number(i).rightJustified(match.captured(2).size(), QLatin1Char('0')));
    }
    codes.removeDuplicates();
    read.codes = codes;
    if (codes.isEmpty())
        read.problem = tr("Write at least one code, A01 for example.");
    return read;
}

ReadCodes readGroups(const QString &text)
{
    return readNames(text, tr("group"));
}

base::Result<std::optional<study::SourceId>> addAnnotators(storage::Database &database, const QStringList &codes,
                                                           const QStringList &groups)
{
    storage::AnnotatorRepository annotators(database);
    storage::SourceRepository sources(database);
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    BASE_TRY_ASSIGN(known, annotators.annotators());
    QStringList there;
    for (const study::Annotator &one : known)
        there.append(one.code);
    std::optional<study::SourceId> source;
    for (const QString &code : codes) {
        BASE_TRY_ASSIGN(annotator, annotators.addAnnotator(code, study::AnnotatorKind::Human, groups));
        if (there.contains(code))
            continue;
        if (!source) {
            storage::Source row;
            row.kind = QStringLiteral("annotators");
            row.name = codes.size() == 1 ? codes.first() : tr("%1 to %2").arg(codes.first(), codes.last());
            row.content = base::uuidV7();
            BASE_TRY_ASSIGN(added, sources.addSource(row));
            source = added.id;
        }
        BASE_TRY(sources.addItem(*source, storage::SourceRepository::Item::Annotator, annotator.id.value));
    }
    BASE_TRY(transaction.commit());
    return source;
}

QString startCommand(const QString &study, const QString &code)
{
    const auto quoted = [](QString word) {
        static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:@%+=-]+$"));
        if (plain.match(word).hasMatch())
            return word;
        return QLatin1Char('\'') + word.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
    };
    return QStringLiteral("dissensus %1 --annotate --annotator %2").arg(quoted(study), quoted(code));
}

} // namespace studysetup
