using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>The answers of a batch that have not ended: their keys and values, and which question each row belongs to.</summary>
internal sealed class OpenAnswers : IDisposable
{
    private readonly LvlmModel _model;
    private readonly AdapterState _adapters;
    private readonly KeyValueCache[] _caches;
    private readonly bool _isPadded;
    private Conditioning _conditioning;
    private Tensor _starts;
    private Tensor? _tokens;

    public OpenAnswers(LvlmModel model, AdapterState adapters, PromptBatch batch, Conditioning conditioning, int maxNewTokens)
    {
        (_model, _adapters, _conditioning, _starts) = (model, adapters, conditioning, batch.Starts);
        _isPadded = batch.IsPadded;
        _caches = [.. Enumerable.Range(0, model.Decoder.Depth).Select(_ => new KeyValueCache(batch.Length + maxNewTokens - 1))];
        Owners = [.. Enumerable.Range(0, (int)batch.Count)];
    }

    /// <summary>The question of each row.</summary>
    public int[] Owners { get; private set; }

    /// <summary>Reads the questions.</summary>
    /// <returns>Hidden states of the last column, [rows, text width].</returns>
    public Tensor Begin(PromptBatch batch)
    {
        using var scope = NewDisposeScope();
        var columns = arange(batch.Length, dtype: ScalarType.Int64, device: _model.Device).unsqueeze(0);
        var positions = (columns - _starts.unsqueeze(1)).clamp(min: 0);                                  // [batch, length]
        var lastRows = (arange(1, batch.Count + 1, dtype: ScalarType.Int64, device: _model.Device) * batch.Length) - 1;
        var pass = Pass(positions) with { Rows = lastRows };
        return _model.Decoder.Forward(batch.Embed(_model, _conditioning, pass.Adapters), pass).MoveToOuterDisposeScope();
    }

    /// <summary>Reads the tokens that were chosen last.</summary>
    /// <returns>Hidden states, [rows, text width].</returns>
    public Tensor Next()
    {
        using var scope = NewDisposeScope();
        var columns = _caches[0].Length;
        var pass = Pass((columns - _starts).unsqueeze(1));
        return _model.Decoder.Forward(_model.Decoder.Embed(_tokens!), pass).MoveToOuterDisposeScope();
    }

    /// <summary>Takes the chosen tokens of the answers that go on, and drops the other rows.</summary>
    /// <param name="kept">The rows that stay, ascending.</param>
    /// <param name="tokens">The token of each row.</param>
    /// <returns>Whether any row is left.</returns>
    public bool Keep(int[] kept, long[] tokens)
    {
        if (kept.Length == 0)
            return false;
        _tokens = tensor(kept.Select(row => tokens[row]).ToArray(), device: _model.Device);
        if (kept.Length == tokens.Length)
            return true;
        var rows = tensor(kept.Select(row => (long)row).ToArray(), device: _model.Device);
        Owners = [.. kept.Select(row => Owners[row])];
        _starts = _starts.index_select(0, rows);
        _conditioning = new Conditioning { Gates = _conditioning.Gates.ToDictionary(gate => gate.Key, gate => KeepRows(gate.Value, rows)) };
        foreach (var cache in _caches)
            cache.Keep(rows);
        return true;
    }

    public void Dispose()
    {
        foreach (var cache in _caches)
            cache.Dispose();
    }

    private static Tensor KeepRows(Tensor gate, Tensor rows) => gate.shape[0] == 1 ? gate : gate.index_select(0, rows);

    private DecoderPass Pass(Tensor positions)
    {
        var (rows, length) = (positions.shape[0], positions.shape[1]);
        return new DecoderPass(rows, _model.Decoder.Rotary.At(positions), _isPadded ? _starts : null,
            AdapterPass.Over(_adapters, _conditioning, rows, length)) { Caches = _caches };
    }
}
