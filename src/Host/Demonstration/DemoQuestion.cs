using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>Asks the promoted model about a picture that no training has shown it: the first held-out one of the last promoted task.</summary>
internal sealed class DemoQuestion(Workplace place, string stream)
{
    public async Task<DemoReport.AnswerLine?> AskAsync(IReadOnlyList<DemoEnd> ends, CancellationToken cancellation)
    {
        var last = ends.LastOrDefault(e => e.Run.State == RunState.Promoted);
        if (last is null || await place.Log.ProductionAsync(stream, cancellation) is not { } release)
            return null;
        var (sample, image) = await PictureAsync(last.Run, cancellation);
        var bundle = await place.MaterializeAsync(release, cancellation);
        using var engine = LvlmEngine.Open(bundle, place.Settings.Device);
        var question = sample.Prompt.Replace("<image>", "", StringComparison.Ordinal).Trim();
        var answer = engine.Answer([new Question(question, [Picture.FromFile(image)])], new AnsweringOptions(), cancellation)[0];
        return new DemoReport.AnswerLine(image, question, answer.Text);
    }

    private async Task<(Sample Sample, string Image)> PictureAsync(Run run, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("mlopscl-unseen-").FullName;
        try
        {
            var sample = await HeldOutAsync(run, Path.Combine(folder, "dataset"), cancellation);
            var image = Path.Combine(Directory.CreateDirectory(place.WorkFolder).FullName, "unseen.png");
            await File.WriteAllBytesAsync(image, sample.Pictures[0].Read(), cancellation);
            return (sample, image);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Sample> HeldOutAsync(Run run, string folder, CancellationToken cancellation)
    {
        var request = new UpdateRequest(run.Stream, new TaskId(run.Task), run.DatasetAddress, run.DatasetSha256);
        var dataset = await DatasetReader.ReadAsync(request, place.Store, folder, new DatasetLimits(), cancellation);
        return dataset.Test.First(s => s.Pictures.Count == 1);
    }
}
