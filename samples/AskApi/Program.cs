using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using MlopsCl.Samples.AskApi;
using MlopsCl.Serving;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.Services.AddProblemDetails();
builder.Services.AddLvlmPool(pool => builder.Configuration.GetSection("Pool").Bind(pool));
builder.Services.AddHealthChecks().AddLvlmPool(tags: ["ready"]);
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = AskEndpoint.LargestPicture + (1 << 20));

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapOpenApi();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
app.MapGet("/status", (LvlmPool pool) => pool.Status).WithSummary("Which release answers, and how busy it is.");
app.MapPost("/ask", AskEndpoint.AskAsync)
    .DisableAntiforgery()
    .WithSummary("Asks a question, about a picture or not. With Accept: text/event-stream the answer comes in parts.")
    .Produces<AskReply>(StatusCodes.Status200OK, "application/json", AskDescription.EventStream)
    .ProducesProblem(StatusCodes.Status400BadRequest)
    .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
    .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
    .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
    .AddOpenApiOperationTransformer(AskDescription.CompleteAsync);
app.Run();
