using MlopsCl.Learner;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Answering;

/// <summary>How a transformer answers.</summary>
/// <param name="Columns">Which columns are read and added.</param>
/// <param name="Options">Batch and length of the answers.</param>
/// <param name="Device">The device that the model runs on.</param>
/// <param name="Cancellation">Stops between batches and tokens.</param>
/// <param name="Pictures">How the column of pictures held them when the step was fitted.</param>
internal sealed record AnswerSettings(
    AnswerColumns Columns, AnsweringOptions Options, string Device, CancellationToken Cancellation, PictureKind Pictures = PictureKind.None);
