using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MlopsCl.Learner;

namespace MlopsCl.Host;

/// <summary>transformers and PEFT on the same architecture and batch, in a Python of their own.</summary>
internal static class PeerProgram
{
    private const int CannotRun = 3;

    /// <summary>Runs the peer's script.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the script is ended.</exception>
    /// <returns>What it measured; null and the reason where it cannot run here.</returns>
    public static async Task<(JsonElement? Measured, string? Reason)> RunAsync(string script, SpeedRequest request, CancellationToken cancellation)
    {
        if (!File.Exists(script))
            return (null, $"there is no {script}");
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("python3",
        [
            script, "--config", request.ConfigFolder, "--device", request.Device, "--precision", request.Precision.ToString().ToLowerInvariant(), "--batch",
            Text(request.BatchSize),
            "--question", Text(request.QuestionTokens), "--answer", Text(request.AnswerTokens), "--steps", Text(request.Steps), "--warmup",
            Text(request.WarmupSteps),
            "--rank", Text(request.LoraRank),
        ]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            return process.ExitCode switch
            {
                0 => (JsonSerializer.Deserialize<JsonElement>(output.Trim().Split('\n')[^1]), null),      // libraries may print lines before
                CannotRun => (null, output.Trim()),
                _ => (null, "it failed: " + (await errors).Trim().Split('\n')[^1]),
            };
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "there is no python3");
        }
    }
}
