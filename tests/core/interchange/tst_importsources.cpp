#include "core/interchange/importsources.h"

#include <QTest>

#include "core/storage/picturerepository.h"
#include "tests/support/interchangestudy.h"

using interchange::ImportSources;
using Item = storage::SourceRepository::Item;

class ImportSourcesTest : public QObject
{
    Q_OBJECT

    static storage::Source import()
    {
        storage::Source source;
        source.kind = QStringLiteral("csv");
        source.name = QStringLiteral("table");
        source.content = QStringLiteral("content");
        return source;
    }

private Q_SLOTS:
    void rowsAreNotedOnceUnderTheCurrentSource()
    {
        support::InterchangeStudy study;
        const auto generator =
            support::must(storage::PictureRepository(study.database()).addGenerator(QStringLiteral("A")));
        ImportSources sources(study.database());
        SUPPORT_OK(sources.begin(import()));
        for (int i = 0; i < 2; ++i)
            SUPPORT_OK(sources.note(Item::Generator, generator.id.value));
        QCOMPARE(study.count("SELECT count(*) FROM source_item"), 1);
        SUPPORT_OK(sources.use(QStringLiteral("photographer")));
        SUPPORT_OK(sources.note(Item::Generator, generator.id.value));
        SUPPORT_OK(sources.use({}));
        SUPPORT_OK(sources.note(Item::Generator, generator.id.value));
        QCOMPARE(study.count("SELECT count(*) FROM source_item"), 2);
        QCOMPARE(study.text("SELECT group_concat(name) FROM (SELECT name FROM source ORDER BY id)"),
                 QStringLiteral("table,photographer"));
        QCOMPARE(sources.all().size(), 2);
    }

    void theSameContentIsTheSameSource()
    {
        support::InterchangeStudy study;
        ImportSources first(study.database());
        SUPPORT_OK(first.begin(import()));
        SUPPORT_OK(first.use(QStringLiteral("photographer")));
        ImportSources again(study.database());
        SUPPORT_OK(again.begin(import()));
        SUPPORT_OK(again.use(QStringLiteral("photographer")));
        QCOMPARE(again.uid(), first.uid());
        QCOMPARE(study.count("SELECT count(*) FROM source"), 2);
    }

    void whatWasRolledBackIsNotedAgain()
    {
        support::InterchangeStudy study;
        const auto generator =
            support::must(storage::PictureRepository(study.database()).addGenerator(QStringLiteral("A")));
        ImportSources sources(study.database());
        SUPPORT_OK(sources.begin(import()));
        SUPPORT_OK(study.database().execute(QStringLiteral("SAVEPOINT s")));
        SUPPORT_OK(sources.use(QStringLiteral("photographer")));
        SUPPORT_OK(sources.note(Item::Generator, generator.id.value));
        SUPPORT_OK(study.database().execute(QStringLiteral("ROLLBACK TO s")));
        sources.forget();
        SUPPORT_OK(sources.note(Item::Generator, generator.id.value));
        QCOMPARE(study.count("SELECT count(*) FROM source_item"), 1);
        QCOMPARE(sources.all().size(), 1);
    }
};

QTEST_GUILESS_MAIN(ImportSourcesTest)
#include "tst_importsources.moc"
