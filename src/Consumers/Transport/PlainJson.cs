using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using MlopsCl.Pipeline;

namespace MlopsCl.Consumers;

/// <summary>
/// Reads a body that is one JSON object, whatever content type it was published with, or none. Anything else is refused with what was found, what is
/// needed and what to do.
/// </summary>
internal sealed class PlainJson : ISerializerFactory, IMessageDeserializer
{
    private const int LongestQuotation = 40;
    private readonly SystemTextJsonRawMessageSerializer _json = new(RawSerializerOptions.AnyMessageType);

    public ContentType ContentType => _json.ContentType;

    public IMessageSerializer CreateSerializer() => _json;

    public IMessageDeserializer CreateDeserializer() => this;

    public void Probe(ProbeContext context) => _json.Probe(context);

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        ThrowIfNoObject(receiveContext.Body.GetBytes(), receiveContext.ContentType);
        return _json.Deserialize(receiveContext);
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        _json.Deserialize(body, headers, destinationAddress);

    public MessageBody GetMessageBody(string text) => _json.GetMessageBody(text);

    // The innermost exception's message becomes a header of the message in the error queue: this one has none inside.
    private static void ThrowIfNoObject(byte[] body, ContentType? type)
    {
        if (Problem(body) is not { } problem)
            return;
        var text = ErrorText.InOneLine(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4 * LongestQuotation)));
        var shown = text.Length > LongestQuotation ? text[..LongestQuotation] + "..." : text;
        throw new SerializationException(
            $"The body '{shown}' of content type '{type?.MediaType ?? "none"}' {problem}; a message is one JSON object in UTF-8, best published with the " +
            $"content type {MediaTypeNames.Application.Json}. Correct the body and publish it again.");
    }

    private static string? Problem(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var kind = document.RootElement.ValueKind;
            return kind == JsonValueKind.Object ? null : $"is JSON of the kind {kind.ToString().ToLowerInvariant()}";
        }
        catch (JsonException)
        {
            return "is no JSON";
        }
    }
}
