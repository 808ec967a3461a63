using MlopsCl.Samples.AskApi;
using MlopsCl.Serving;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.Services.AddProblemDetails();
builder.Services.AddLvlmPool(pool => builder.Configuration.GetSection("Pool").Bind(pool));
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = AskEndpoint.LargestPicture + (1 << 20));

var app = builder.Build();
app.UseExceptionHandler();
app.MapOpenApi();
app.MapGet("/status", (LvlmPool pool) => pool.Status).WithSummary("Which release answers, and how busy it is.");
app.MapPost("/ask", AskEndpoint.AskAsync)
    .DisableAntiforgery()
    .WithSummary("Asks a question, about a picture or not. With Accept: text/event-stream the answer comes in parts.")
    .Produces<AskReply>(StatusCodes.Status200OK, "application/json", "text/event-stream")
    .ProducesProblem(StatusCodes.Status400BadRequest)
    .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
    .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
app.Run();
