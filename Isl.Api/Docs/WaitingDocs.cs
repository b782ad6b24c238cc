using System.Text.Json.Nodes;
using Isl.Api.Answers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Isl.Api.Docs;

/// <summary>Describes the ways to wait for an answer, which every question has.</summary>
internal static class WaitingDocs
{
    /// <summary>Told in words: as a second content type of the answer, generated clients would read it into the type of the first.</summary>
    private const string Events =
        "The answer. With Accept: text/event-stream, how far the work is, and then the answer: events queued and progress (stage, and what it "
        + "counts), and at the end result, with the very bytes of the answer, or error, with the problem.";

    /// <summary>Describes them where the operation is a question.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<AnswersQuestion>().Any())
        {
            return Task.CompletedTask;
        }

        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = "Prefer",
            In = ParameterLocation.Header,
            Description = "respond-async makes the question a job: 202, and its address in Location. With wait=10 beside it, the answer itself "
                + "where it is there within 10 seconds.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create("respond-async"),
        });
        if (operation.Responses?.TryGetValue("200", out var answer) == true)
        {
            answer.Description = Events;
        }

        if (operation.Responses?.TryGetValue("202", out var job) == true && job is OpenApiResponse taken)
        {
            taken.Description = "The question is a job.";
            taken.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Location"] = new OpenApiHeader
                {
                    Description = "Where the job is: GET tells how far it is, DELETE cancels it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            };
        }

        return Task.CompletedTask;
    }
}
