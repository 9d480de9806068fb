#include "ui/widgets/thumbnails.h"

#include <QSignalSpy>
#include <QTest>

#include "core/base/sqlite.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using widgets::Thumbnails;

class TestThumbnails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Thumbnails::keepIn(m_folder.file(QStringLiteral("thumbnails.sqlite"))); }

    void visibleOnesAreMade()
    {
        const support::TestFolder folder;
        const support::SmallStudy study(folder.path());
        Thumbnails thumbnails(open(study));
        const QList<study::AssetId> visible{study::AssetId(3), study::AssetId(5), study::AssetId()};
        thumbnails.want(visible, 100);
        QTRY_VERIFY(thumbnails.isIdle());
        QVERIFY(thumbnails.find(study::AssetId(3)) && !thumbnails.find(study::AssetId(3))->image.isNull());
        QVERIFY(thumbnails.find(study::AssetId(5)));
        QVERIFY(!thumbnails.find(study::AssetId(4))); // nobody asked
        QCOMPARE(thumbnails.mean(study::AssetId(3)).rgb(), thumbnails.find(study::AssetId(3))->image.pixel(5, 5));
    }

    void whatScrolledAwayIsNotBegun()
    {
        const support::TestFolder folder;
        support::SmallStudyPlan plan;
        plan.groups = 40;
        const support::SmallStudy study(folder.path(), plan);
        Thumbnails thumbnails(open(study));
        QList<study::AssetId> first;
        for (int i = 1; i <= 100; ++i)
            first.append(study::AssetId(i));
        thumbnails.want(first, 100);
        thumbnails.want({study::AssetId(120)}, 100);
        QTRY_VERIFY(thumbnails.isIdle());
        QVERIFY(thumbnails.find(study::AssetId(120)));
        int made = 0;
        for (const study::AssetId asset : first)
            made += thumbnails.find(asset) ? 1 : 0;
        QVERIFY2(made <= 8, qPrintable(QString::number(made))); // those that ran already
    }

    void largerOnesFollowTheSmallVersion()
    {
        const support::TestFolder folder;
        support::SmallStudyPlan plan;
        plan.side = 600;
        plan.groups = 1;
        const support::SmallStudy study(folder.path(), plan);
        Thumbnails thumbnails(open(study));
        thumbnails.want({study::AssetId(1)}, 500);
        QTRY_VERIFY(thumbnails.isIdle());
        QCOMPARE(thumbnails.find(study::AssetId(1))->image.size(), QSize(500, 500));
        thumbnails.want({study::AssetId(2)}, 100);
        QTRY_VERIFY(thumbnails.isIdle());
        QCOMPARE(thumbnails.find(study::AssetId(2))->image.size(), QSize(100, 100));
    }

    void fillsTheFile()
    {
        const support::TestFolder folder;
        support::SmallStudyPlan plan;
        plan.side = 31; // other pictures than those above
        const support::SmallStudy study(folder.path(), plan);
        const qint64 before = kept();
        Thumbnails thumbnails(open(study));
        QSignalSpy filled(&thumbnails, &Thumbnails::filled);
        thumbnails.want({study::AssetId(1)}, 100);
        QList<study::AssetId> all;
        for (int i = 1; i <= 12; ++i)
            all.append(study::AssetId(i));
        thumbnails.fill(all);
        QTRY_VERIFY(!filled.isEmpty() && filled.last().at(0).toInt() == 12);
        QTRY_COMPARE(kept() - before, 12);
        // A second view knows the mean colours before anything is decoded.
        Thumbnails second(open(study));
        second.want({}, 100);
        QTRY_VERIFY(second.mean(study::AssetId(9)).isValid());
        QVERIFY(!second.find(study::AssetId(9)));
    }

    void missingFilesSayWhy()
    {
        const support::TestFolder folder;
        support::SmallStudyPlan plan;
        plan.side = 33;
        const support::SmallStudy study(folder.path(), plan);
        QVERIFY(QFile::remove(study.pictureFile(0, QStringLiteral("Zebra"), QStringLiteral("original"))));
        Thumbnails thumbnails(open(study));
        thumbnails.want({study::AssetId(1)}, 100);
        QTRY_VERIFY(thumbnails.find(study::AssetId(1)));
        QVERIFY(!thumbnails.find(study::AssetId(1))->error.isEmpty());
    }

private:
    static widgets::StudyPtr open(const support::SmallStudy &study)
    {
        return std::make_shared<widgets::StudyHandle>(support::must(widgets::StudyHandle::readHead(study.path())));
    }

    qint64 kept()
    {
        auto file = base::SqliteStore::open(m_folder.file(QStringLiteral("thumbnails.sqlite")));
        return file ? file->integer("SELECT count(*) FROM thumbnail").value_or(std::nullopt).value_or(0) : -1;
    }

    support::TestFolder m_folder;
};

QTEST_GUILESS_MAIN(TestThumbnails)
#include "tst_thumbnails.moc"
