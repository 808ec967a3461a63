using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Batches;

/// <summary>Expected numbers: transformers 5.23 on the same checkpoint.</summary>
public sealed class InstructionReaderTests
{
    [Fact]
    public void ReadLastState_OfShortAndLongText_IsMeanOfReferenceHiddenStates()
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        var expected = TensorFile.Read(Fixture.Path("llava", "expected.safetensors"), CPU);
        var prompt = Enumerable.Range(0, 3).Single(number => !expected.ContainsKey($"{number}.pixel_values"));
        int[] ids = [.. expected[$"{prompt}.input_ids"].data<long>().Select(id => (int)id)];
        var first = expected[$"{prompt}.hidden.0"].view(ids.Length, -1);
        var last = expected[$"{prompt}.hidden.3"].view(ids.Length, -1);
        var instruction = InstructionReader.Read(model, [Methods.Samples.Of("", [ids[0]]), Methods.Samples.Of("", ids)], features: null);
        Close.Assert(stack([first[0], first.mean([0])]), instruction.Text, 1e-6, "mean embedding");
        Close.Assert(stack([last[0], last.mean([0])]), instruction.ReadLastState(), 3e-5, "mean last state");
    }
}
