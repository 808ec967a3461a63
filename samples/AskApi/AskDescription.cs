using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MlopsCl.Samples.AskApi;

/// <summary>What the description of <c>/ask</c> says beyond what its signature tells: what the upload and the stream of events look like.</summary>
internal static class AskDescription
{
    public const string EventStream = "text/event-stream";

    public static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.RequestBody!.Description =
            $"The question, and a picture if it is about one: PNG, JPEG or WebP of at most {AskEndpoint.LargestPicture} bytes.";
        var stream = operation.Responses!["200"].Content![EventStream];
        stream.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Server-sent events: 'part' with the next piece of the answer's text, any number of times; then 'release' with the release's number.",
        };
        return Task.CompletedTask;
    }
}
