using System.Text.Json.Serialization;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Adapters;

/// <summary>What <c>method.json</c> says: how an adapter came to be, and what answering with it needs besides tensors.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Options">The method's options, in invariant text.</param>
/// <param name="Tasks">The tasks learned so far, oldest first.</param>
/// <param name="BaseModelSha256">The digest of the base model.</param>
/// <param name="Groups">The low-rank groups that take part.</param>
/// <param name="Values">Short facts that the method keeps.</param>
internal sealed record MethodRecord(
    string Method, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Tasks, string BaseModelSha256,
    IReadOnlyList<LowRankGroup> Groups, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The precision of the base model's weights that the adapter was trained with.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<WeightPrecision>))]
    public WeightPrecision Precision { get; init; }
}
