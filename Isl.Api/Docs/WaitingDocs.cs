using Isl.Api.Answers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Isl.Api.Docs;

/// <summary>Describes the ways to wait for an answer, which every question has.</summary>
internal static class WaitingDocs
{
    // Both are told in words: of a second content type generated clients would make a part of the answer's type, and of a header the first parameter of
    // every call.
    private const string Events =
        "The answer. With Accept: text/event-stream, how far the work is, and then the answer: events queued and progress (stage, and what it "
        + "counts), and at the end result, with the very bytes of the answer, or error, with the problem.";

    private const string Job =
        "With Prefer: respond-async, the question is a job. With wait=10 beside it, the answer itself where it is there within 10 seconds.";

    /// <summary>Describes them where the operation is a question.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<AnswersQuestion>().Any())
        {
            return Task.CompletedTask;
        }

        if (operation.Responses?.TryGetValue("200", out var answer) == true)
        {
            answer.Description = Events;
        }

        if (operation.Responses?.TryGetValue("202", out var job) == true && job is OpenApiResponse taken)
        {
            taken.Description = Job;
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
