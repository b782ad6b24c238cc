using Isl.Api.Answers;

namespace Isl.Api.Waiting;

/// <summary>Lets who asks a question choose how to wait for its answer; whoever does not choose is answered as ever.</summary>
internal sealed class WaitingMiddleware(RequestDelegate next, EventAnswers events, JobAnswers jobs)
{
    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var choice = WaitingChoice.Of(context.Request.Headers);
        if (choice == default || context.GetEndpoint()?.Metadata.GetMetadata<AnswersQuestion>() is null)
        {
            return next(context);
        }

        return choice.WantsEvents ? events.Answer(context)
            : choice.WantsJob ? jobs.Answer(context, choice.Patience)
            : next(context);
    }
}
