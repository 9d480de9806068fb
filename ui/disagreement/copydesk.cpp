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

QImage pictureOf(const PlotCopy &copy)
{
    return QImage::fromData(renderFigure(FigureFormat::Png, figureSize, copy.text, copy.paint), "PNG");
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
    menu->addAction(tr("Copy values"), this,
                    [source] { QGuiApplication::clipboard()->setText(toTsv(source().values)); });
}

void CopyDesk::toClipboard(const PlotCopy &copy) const
{
    auto *data = new QMimeData; // the clipboard takes it over
    data->setText(toTsv(copy.values));
    if (copy.paint)
        data->setImageData(pictureOf(copy));
    QGuiApplication::clipboard()->setMimeData(data);
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
    const QByteArray bytes = format ? renderFigure(*format, figureSize, copy.text, copy.paint) : toCsv(copy.values);
    m_study->run(
        this, [path = files.first(), bytes](storage::Database &) { return widgets::writeFile(path, bytes); },
        [this, path = files.first()](const base::Result<void> &result) {
            if (result)
                Q_EMIT saved(path);
            else
                Q_EMIT failed(result.error().toLine());
        });
}

} // namespace disagreement
