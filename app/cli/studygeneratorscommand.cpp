#include "app/cli/studygeneratorscommand.h"

#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/interchange/table.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/picturerepository.h"
#include "core/storage/transaction.h"

namespace cli {

namespace {

struct GeneratorsOptions
{
    QString study;
    QString file;
};

const QString nameColumn = QStringLiteral("generator");
const QString familyColumn = QStringLiteral("family");
const QString alignedColumn = QStringLiteral("aligned_version_of");

int print(storage::Database &database, Context &context)
{
    storage::PictureRepository repository(database);
    const auto generators = repository.generators();
    if (!generators)
        return context.fail(generators.error());
    const auto pictures = repository.pictures();
    if (!pictures)
        return context.fail(pictures.error());
    QHash<study::GeneratorId, qint64> counts;
    for (const study::Picture &picture : *pictures)
        ++counts[picture.generator];

    QJsonArray document;
    for (const study::Generator &generator : *generators) {
        document += QJsonObject{{nameColumn, generator.name},
                                {familyColumn, generator.family},
                                {alignedColumn, generator.alignedVersionOf},
                                {QStringLiteral("pictures"), counts.value(generator.id)}};
        QString line = QStringLiteral("%1  %2 pictures").arg(generator.name, -32).arg(counts.value(generator.id), 7);
        if (!generator.family.isEmpty())
            line += QStringLiteral("  family %1").arg(generator.family);
        if (!generator.alignedVersionOf.isEmpty())
            line += QStringLiteral("  aligned version of %1").arg(generator.alignedVersionOf);
        context.line(line);
    }
    context.document(document);
    return Done;
}

/// Only the columns that this command understands: a misspelt one must not pass for an empty one.
base::Result<void> checkColumns(const interchange::Table &table, const QString &file)
{
    const QStringList columns = table.columns();
    for (const QString &column : columns)
        if (column != nameColumn && column != familyColumn && column != alignedColumn
            && column != QLatin1String("pictures"))
            return base::failIn(file, 1, QStringLiteral("import.column"),
                                QStringLiteral("there is no column '%1' here").arg(column),
                                QStringLiteral("Use generator, family, aligned_version_of"));
    if (!columns.contains(nameColumn))
        return base::failIn(
            file, 1, QStringLiteral("import.column"), QStringLiteral("the column 'generator' is missing"),
            QStringLiteral("Name the columns in the first line: generator, family, aligned_version_of"));
    return {};
}

base::Result<void> setRow(storage::PictureRepository &repository, const QHash<QString, study::Generator> &known,
                          const interchange::TableRow &row, const QString &file)
{
    const auto find = [&](const QString &name) -> base::Result<study::Generator> {
        if (known.contains(name))
            return known.value(name);
        return base::failIn(file, row.line, QStringLiteral("generator.missing"),
                            QStringLiteral("the study has no generator '%1'").arg(name),
                            QStringLiteral("See dissensus-cli study generators STUDY"));
    };
    BASE_TRY_ASSIGN(generator, find(row.value(nameColumn)));
    const QString base = row.has(alignedColumn) ? row.value(alignedColumn) : generator.alignedVersionOf;
    if (!base.isEmpty())
        BASE_TRY(find(base));
    return repository.setGeneratorFacts(generator.id,
                                        row.has(familyColumn) ? row.value(familyColumn) : generator.family, base);
}

/// All rows or none.
base::Result<void> setFacts(storage::Database &database, const QString &file)
{
    BASE_TRY_ASSIGN(table, interchange::Table::open(file));
    BASE_TRY(checkColumns(table, file));
    BASE_TRY_ASSIGN(lock, storage::ExclusiveLock::take(database.path(), QStringLiteral("maintenance")));
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    storage::PictureRepository repository(database);
    BASE_TRY_ASSIGN(generators, repository.generators());
    QHash<QString, study::Generator> known;
    for (const study::Generator &generator : std::as_const(generators))
        known.insert(generator.name, generator);
    interchange::TableRow row;
    while (true) {
        BASE_TRY_ASSIGN(more, table.next(row));
        if (!more)
            return transaction.commit();
        BASE_TRY(setRow(repository, known, row, file));
    }
}

int runGenerators(const GeneratorsOptions &options, Context &context)
{
    using Mode = storage::Database::Mode;
    auto database = storage::Database::open(options.study, options.file.isEmpty() ? Mode::ReadOnly : Mode::ReadWrite);
    if (!database)
        return context.fail(database.error());
    if (!options.file.isEmpty()) {
        const auto set = setFacts(*database, options.file);
        if (!set)
            return context.fail(set.error());
    }
    return print(*database, context);
}

} // namespace

void addStudyGeneratorsCommand(Cli &cli, CLI::App *group)
{
    auto options = std::make_shared<GeneratorsOptions>();
    CLI::App *command = cli.add(
        "generators", "See the generators of a study; set family and what each is an aligned version of",
        "dissensus-cli study generators my.dissensus --set generators.csv",
        [options](Context &context) { return runGenerators(*options, context); }, group);
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "--set", options->file, "CSV with the columns generator, family, aligned_version_of");
}

} // namespace cli
