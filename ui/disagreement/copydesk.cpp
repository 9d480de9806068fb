#include "ui/disagreement/copydesk.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QMimeData>

#include "ui/widgets/exportfile.h"
#include "ui/widgets/filechooser.h"

namespace disagreement {

namespace {

constexpr QSize figureSize(900, 640);

/// At twice the size, as a PNG is.
QImage pictureOf(const PlotCopy &copy)
{
    return copy.paint ? paintFigure(figureSize, copy.paint) : QImage();
}

QString suffixOf(std::optional<FigureFormat> format)
{
    return !format                       ? QStringLiteral("csv")
           : format == FigureFormat::Png ? QStringLiteral("png")
           : format == FigureFormat::Svg ? QStringLiteral("svg")
                                         : QStringLiteral("pdf");
}

} // namespace

CopyDesk::CopyDesk(QWidget *parent)
    : QObject(parent)
    , m_window(parent)
{
}

void CopyDesk::fill(QMenu *menu, const Source &source)
{
    if (source().paint) {
        menu->addAction(tr("PNG picture…"), this, [this, source] { save(source(), FigureFormat::Png); });
        menu->addAction(tr("SVG drawing…"), this, [this, source] { save(source(), FigureFormat::Svg); });
        menu->addAction(tr("PDF page…"), this, [this, source] { save(source(), FigureFormat::Pdf); });
    }
    menu->addAction(tr("CSV of the drawn values…"), this, [this, source] { save(source(), std::nullopt); });
    menu->addSeparator();
    if (source().paint)
        menu->addAction(tr("Copy picture"), this,
                        [source] { QGuiApplication::clipboard()->setImage(pictureOf(source())); });
    menu->addAction(tr("Copy values"), this, [this, source] { copyValues(source().values, {}); });
}

void CopyDesk::toClipboard(const PlotCopy &copy)
{
    copyValues(copy.values, pictureOf(copy));
}

void CopyDesk::copyValues(const ValueSource &values, const QImage &picture)
{
    if (!m_study)
        return;
    ++m_running;
    m_study->run(
        this, [values](storage::Database &) -> base::Result<QString> { return toTsv(values()); },
        [this, picture](const base::Result<QString> &text) {
            --m_running;
            auto *data = new QMimeData; // the clipboard takes it over
            data->setText(text.value_or(QString()));
            if (!picture.isNull())
                data->setImageData(picture);
            QGuiApplication::clipboard()->setMimeData(data);
            Q_EMIT settledChanged();
        });
}

void CopyDesk::save(const PlotCopy &copy, std::optional<FigureFormat> format)
{
    const QString suffix = suffixOf(format);
    widgets::FileChooser::Question question;
    question.kind = widgets::FileChooser::Kind::SaveFile;
    question.title = tr("Export");
    question.filter = QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix);
    question.defaultSuffix = suffix;
    question.start = copy.name + QLatin1Char('.') + suffix;
    const QStringList files = widgets::FileChooser::ask(m_window, question);
    if (files.isEmpty() || !m_study)
        return;
    // A plot is a widget and paints here; what follows is only work.
    std::function<QByteArray()> bytes = [values = copy.values] { return toCsv(values()); };
    if (format == FigureFormat::Png)
        bytes = [image = pictureOf(copy)] { return toPng(image); };
    else if (format)
        bytes = [drawn = renderFigure(*format, figureSize, copy.text, copy.paint)] { return drawn; };
    ++m_running;
    m_study->run(
        this, [path = files.first(), bytes](storage::Database &) { return widgets::writeFile(path, bytes()); },
        [this, path = files.first()](const base::Result<void> &result) {
            --m_running;
            if (result)
                Q_EMIT saved(path);
            else
                Q_EMIT failed(result.error().toLine());
            Q_EMIT settledChanged();
        });
}

} // namespace disagreement
