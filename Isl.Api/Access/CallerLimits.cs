using System.Threading.RateLimiting;
using Isl.Api.Answers;
using Isl.Grains.Hosting.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Isl.Api.Access;

/// <summary>How often one caller may ask (<c>RATE_LIMIT_PER_MINUTE</c>): by key, else by address.</summary>
internal static class CallerLimits
{
    /// <summary>Policy of the endpoints that answer questions.</summary>
    public const string Policy = "questions";

    /// <summary>The window moves on by the second.</summary>
    private const int SecondsPerWindow = 60;

    /// <summary>Sets up the limiter.</summary>
    public static void Configure(RateLimiterOptions limiter, AccessOptions access)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(SecondsPerWindow);
            var problem = new ProblemResult(
                ProblemTypes.RateLimited,
                $"More than {access.RateLimitPerMinute} questions came from this caller within a minute.",
                retryAfterSeconds: (int)Math.Ceiling(Math.Max(1, wait.TotalSeconds)));
            return new ValueTask(problem.ExecuteAsync(rejected.HttpContext));
        };
        limiter.AddPolicy(Policy, context => Of(context, access.RateLimitPerMinute));
    }

    private static RateLimitPartition<string> Of(HttpContext context, int perMinute) =>
        perMinute == 0 || OwnRequests.Has(context)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(CallerScopes.NameOf(context), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromSeconds(SecondsPerWindow),
                SegmentsPerWindow = SecondsPerWindow,
            });
}
