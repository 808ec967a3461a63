using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Mvc;
using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;
using MlopsCl.Serving;

namespace MlopsCl.Samples.AskApi;

/// <summary><c>POST /ask</c>: a form with a question and, if there is one, a picture.</summary>
internal static class AskEndpoint
{
    public const long LargestPicture = 8 << 20;

    public static async Task<IResult> AskAsync([FromForm] string question, IFormFile? image, LvlmPool pool, HttpRequest request, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(question))
            return Results.Problem("The question is empty; write one into the field 'question'.", statusCode: StatusCodes.Status400BadRequest);
        if (image?.Length > LargestPicture)
            return Results.Problem(
                $"The picture has {image.Length} bytes, and at most {LargestPicture} are taken.", statusCode: StatusCodes.Status413PayloadTooLarge);
        var asked = new Question(question, image is null ? [] : [Picture.FromBytes(await ReadAsync(image, cancellation))]);
        try
        {
            if (request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
                return await StreamAsync(pool, asked, cancellation);
            var answer = await pool.AskAsync(asked, cancellation);
            return Results.Ok(new AskReply(answer.Answer.Text, answer.Answer.Confidence, answer.Release));
        }
        catch (Exception error) when (error is ArgumentException or ImageFormatException)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception error) when (Later(error, cancellation) is not null)
        {
            request.HttpContext.Response.Headers.RetryAfter = "1";
            return Results.Problem(Later(error, cancellation), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    // What another time, or another instance, may answer. Why a release was refused is told by /status, not to every asker.
    private static string? Later(Exception error, CancellationToken asker) => error switch
    {
        NoReleaseException => "There is no release yet that can answer. Ask again later.",
        PoolBusyException => "Too many questions wait. Ask again later.",
        ObjectDisposedException => "The program is about to end. Ask again later.",
        OperationCanceledException when !asker.IsCancellationRequested => "The program is about to end. Ask again later.",
        _ => null,
    };

    // The first part decides whether there is an answer at all, so that what is wrong with a question is still said by a status.
    private static async Task<IResult> StreamAsync(LvlmPool pool, Question question, CancellationToken cancellation)
    {
        var parts = Channel.CreateUnbounded<string>();
        var answer = pool.AskAsync(question, text => parts.Writer.TryWrite(text), cancellation);
        _ = answer.ContinueWith(_ => parts.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (!await parts.Reader.WaitToReadAsync(cancellation))
            await answer;
        return TypedResults.ServerSentEvents(EventsAsync(parts.Reader, answer, cancellation));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        ChannelReader<string> parts, Task<PooledAnswer> answer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var part in parts.ReadAllAsync(cancellation))
            yield return new SseItem<string>(part, "part");
        yield return new SseItem<string>((await answer).Release.ToString(System.Globalization.CultureInfo.InvariantCulture), "release");
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
