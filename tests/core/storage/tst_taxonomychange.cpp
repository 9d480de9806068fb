#include "core/storage/taxonomychange.h"

#include <QTest>

#include "core/storage/picturerepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using storage::TaxonomyChange;

class TestTaxonomyChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsANewRow();
    void allOrNothing();
    void pictureThatIsGone();
};

namespace {

const QString blur = QStringLiteral("clarity_and_focus.intentional_blur");
const QString faded = QStringLiteral("color_and_tone.muted_faded");

qint64 edits(storage::Database &database)
{
    auto select = support::must(database.prepare(QStringLiteral("SELECT count(*) FROM taxonomy_edit")));
    support::must(select.run());
    select.next();
    return select.integer(0);
}

} // namespace

void TestTaxonomyChange::everyChangeIsANewRow()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    storage::PictureRepository pictures(study.database());
    const study::PictureId id = support::must(pictures.pictures()).first().id;
    const qint64 before = edits(study.database());
    const TaxonomyChange change{id, {}, {blur, faded}};
    SUPPORT_OK(storage::applyTaxonomy(study.database(), {change}));
    QCOMPARE(support::must(pictures.picture(id))->taxonomy, (QStringList{blur, faded}));
    SUPPORT_OK(storage::applyTaxonomy(study.database(), {change.reversed()})); // undo
    QVERIFY(support::must(pictures.picture(id))->taxonomy.isEmpty());
    SUPPORT_OK(storage::applyTaxonomy(study.database(), {change})); // redo
    QCOMPARE(support::must(pictures.picture(id))->taxonomy, (QStringList{blur, faded}));
    QCOMPARE(edits(study.database()) - before, 3);
}

void TestTaxonomyChange::allOrNothing()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    storage::PictureRepository pictures(study.database());
    const QList<study::Picture> all = support::must(pictures.pictures());
    SUPPORT_OK(storage::applyTaxonomy(study.database(), {{all[1].id, {}, {faded}}}));
    // The second picture is not as it was seen: the first one stays as it is too.
    SUPPORT_FAILS(storage::applyTaxonomy(study.database(), {{all[0].id, {}, {blur}}, {all[1].id, {}, {blur}}}),
                  "taxonomy.changed");
    QVERIFY(support::must(pictures.picture(all[0].id))->taxonomy.isEmpty());
    QCOMPARE(support::must(pictures.picture(all[1].id))->taxonomy, QStringList{faded});
}

void TestTaxonomyChange::pictureThatIsGone()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    SUPPORT_FAILS(storage::applyTaxonomy(study.database(), {{study::PictureId(9999), {}, {blur}}}), "taxonomy.picture");
}

QTEST_APPLESS_MAIN(TestTaxonomyChange)
#include "tst_taxonomychange.moc"
