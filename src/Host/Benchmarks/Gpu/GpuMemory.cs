using System.Diagnostics;
using System.Globalization;

namespace MlopsCl.Host;

/// <summary>Watches how much memory of a GPU is in use, by any process, as <c>nvidia-smi</c> tells five times a second.</summary>
internal sealed class GpuMemory : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process? _reader;
    private readonly ManualResetEventSlim _hasBegun = new();
    private int _before = -1;
    private int _most = -1;

    /// <summary>Begins to watch; returns when it is known what is in use before, or that nobody can tell.</summary>
    /// <param name="index">The GPU's number.</param>
    public GpuMemory(int index)
    {
        var start = new ProcessStartInfo(
            "nvidia-smi", ["--query-gpu=memory.used", "--format=csv,noheader,nounits", "-i", index.ToString(CultureInfo.InvariantCulture), "-lms", "200"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            _reader = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return; // no nvidia-smi: the memory stays unknown, and the report says so
        }

        _reader!.OutputDataReceived += (_, line) => Take(line.Data);
        _reader.BeginOutputReadLine();
        _hasBegun.Wait(Patience);
    }

    /// <summary>The most memory in use beyond what was at the start, in MiB; null where nobody can tell.</summary>
    public int? PeakMiB => _most < 0 ? null : _most - _before;

    public void Dispose()
    {
        if (_reader is { HasExited: false })
            _reader.Kill();
        _reader?.Dispose();
    }

    // A line is a number, words where the GPU keeps it to itself, or nothing at the reader's end.
    private void Take(string? line)
    {
        if (int.TryParse(line, NumberStyles.Integer, CultureInfo.InvariantCulture, out var used))
        {
            _before = _before < 0 ? used : _before;
            _most = Math.Max(_most, used);
        }

        _hasBegun.Set();
    }
}
