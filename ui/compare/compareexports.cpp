#include <QClipboard>
#include <QDrag>
#include <QGuiApplication>
#include <QMimeData>
#include <QStackedWidget>

#include "core/base/progress.h"
#include "core/storage/sourcerepository.h"
#include "core/trials/pairbatch.h"
#include "ui/compare/comparecopy.h"
#include "ui/compare/compareplace.h"
#include "ui/compare/fullview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/sendpopover.h"
#include "ui/compare/sheetview.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/strip.h"

/// What leaves the sheet that is shown: copies, files, and pairs for Annotate.
namespace compare {

namespace {

constexpr int dragThumb = 128;

} // namespace

// ---- Copies and files.

void ComparePlace::copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

QString ComparePlace::fileOf(int column) const
{
    return m_files.value(m_sheet.pictures[size_t(m_columns[size_t(column)])].asset.id);
}

void ComparePlace::copyPicture(int column)
{
    if (column < 0 || column >= int(m_columns.size()))
        return;
    const QImage shown = m_full->isHidden() ? view()->pictures()->views()[size_t(column)]->frame().image()
                                            : m_full->frame(column).image();
    // All pixels if they are at hand; what is seen otherwise.
    const study::AssetId asset = m_sheet.pictures[size_t(m_columns[size_t(column)])].asset.id;
    const auto *whole = asset.isValid() ? m_cache->find(asset, 0) : nullptr;
    QGuiApplication::clipboard()->setMimeData(
        pictureMime(fileOf(column), whole && !whole->image.isNull() ? whole->image : shown));
}

void ComparePlace::dragPicture(int column)
{
    if (column < 0 || column >= int(m_columns.size()))
        return;
    const QImage image = m_full->isHidden() ? view()->pictures()->views()[size_t(column)]->frame().image()
                                            : m_full->frame(column).image();
    if (image.isNull())
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(pictureMime(fileOf(column), image));
    drag->setPixmap(QPixmap::fromImage(image.scaled(QSize(dragThumb, dragThumb), Qt::KeepAspectRatio)));
    drag->exec(Qt::CopyAction);
}

/// Prompt, pictures and scores as they are seen.
QImage ComparePlace::shownImage() const
{
    QWidget *from = m_full->isHidden() ? m_page : static_cast<QWidget *>(m_full);
    return from->grab().toImage();
}

void ComparePlace::copyShown()
{
    QGuiApplication::clipboard()->setImage(shownImage());
}

void ComparePlace::saveTable()
{
    if (!m_study || !m_sheetLoaded)
        return;
    widgets::FileChooser::Question question;
    question.kind = widgets::FileChooser::Kind::SaveFile;
    question.title = tr("Save this table");
    question.filter = QStringLiteral("CSV (*.csv)");
    question.defaultSuffix = QStringLiteral("csv");
    question.start = QStringLiteral("compare-%1.csv").arg(m_sheet.group.key.left(40));
    const QStringList files = widgets::FileChooser::ask(this, question);
    if (files.isEmpty())
        return;
    m_study->run(
        this,
        [path = files.first(), bytes = tableCsv(m_sheet)](storage::Database &) {
            return widgets::writeFile(path, bytes);
        },
        [this](const base::Result<void> &result) {
            if (!result)
                m_problem->say(result.error().toLine());
        });
}

void ComparePlace::savePicture()
{
    if (!m_study || !m_sheetLoaded)
        return;
    widgets::FileChooser::Question question;
    question.kind = widgets::FileChooser::Kind::SaveFile;
    question.title = tr("Save as picture");
    question.filter = QStringLiteral("PNG (*.png)");
    question.defaultSuffix = QStringLiteral("png");
    question.start = QStringLiteral("compare-%1.png").arg(m_sheet.group.key.left(40));
    const QImage image = shownImage();
    const QStringList files = widgets::FileChooser::ask(this, question);
    if (files.isEmpty())
        return;
    m_study->run(
        this,
        [path = files.first(), image](storage::Database &) -> base::Result<void> {
            if (!image.save(path, "PNG"))
                return base::failIn(path, 0, QStringLiteral("export.write"), tr("the picture cannot be written"));
            return {};
        },
        [this](const base::Result<void> &result) {
            if (!result)
                m_problem->say(result.error().toLine());
        });
}

// ---- Pairs for Annotate.

/// In overlay and split the two that are seen, else all of the sheet.
QList<study::PictureId> ComparePlace::picturesToSend() const
{
    QList<study::PictureId> pictures;
    const auto add = [&](int column) {
        const analysis::SheetPicture &picture = m_sheet.pictures[size_t(m_columns[size_t(column)])];
        if (picture.asset.id.isValid())
            pictures.append(picture.picture.id);
    };
    if (!m_full->isHidden() && m_full->mode() != FullView::Mode::One) {
        add(m_full->current());
        add(m_full->other());
    } else {
        for (int column = 0; column < int(m_columns.size()); ++column)
            add(column);
    }
    return pictures;
}

void ComparePlace::askToSend()
{
    if (!m_study || !m_sheetLoaded || m_columns.empty())
        return;
    m_matrix->hide();
    if (m_sheet.isAcrossPrompts()) {
        m_problem->say(tr("Nothing to send: a pair shows two pictures of one prompt."));
        return;
    }
    const int pictures = int(picturesToSend().size());
    if (pictures < 2) {
        m_problem->say(tr("Nothing to send: fewer than two pictures of this prompt have a file."));
        return;
    }
    const QRect under(m_pages->mapTo(this, QPoint(widgets::metrics::pageMargin, 0)), QSize(1, 1));
    m_send->open(widgets::RevealLog::of(m_study).sitter(), pictures, under);
}

void ComparePlace::send(const QString &code)
{
    trials::PairBatch batch;
    batch.annotator = code;
    batch.prompt = m_sheet.prompt.id;
    batch.pictures = picturesToSend();
    m_study->run(
        this, [batch](storage::Database &database) { return trials::planBatch(database, batch); },
        [this, code](const base::Result<trials::PlannedBatch> &planned) {
            if (!planned) {
                m_send->setProblem(planned.error().toLine());
                return;
            }
            if (planned->added == 0) {
                m_send->setProblem(tr("%1 has all of these pairs already.").arg(code));
                return;
            }
            m_send->hide();
            m_sent.prepend(planned->source);
            Q_EMIT changeMade(planned->known > 0
                                  ? tr("%n pairs sent to %1, the others were there", nullptr, planned->added).arg(code)
                                  : tr("%n pairs sent to %1", nullptr, planned->added).arg(code));
            m_study->refresh();
        });
}

void ComparePlace::undoSend()
{
    if (!m_study || m_sent.isEmpty())
        return;
    m_study->run(
        this,
        [source = m_sent.takeFirst()](storage::Database &database) {
            return storage::SourceRepository(database).withdraw(source);
        },
        [this](const base::Result<void> &withdrawn) {
            if (withdrawn)
                m_study->refresh();
            else if (withdrawn.error().code == QLatin1String("source.in_use"))
                m_problem->say(tr("The pairs stay: some of them were judged already."));
            else
                m_problem->say(withdrawn.error().toLine());
        });
}

} // namespace compare
