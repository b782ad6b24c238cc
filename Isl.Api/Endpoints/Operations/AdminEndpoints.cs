using Isl.Api.Answers;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Resilience;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isl.Api.Endpoints.Operations;

/// <summary>What an operator may do; each call needs a key from <c>ISL_ADMIN_KEYS</c>.</summary>
public static class AdminEndpoints
{
    /// <summary>Maps the operator's actions.</summary>
    public static RouteGroupBuilder MapAdmin(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/admin").WithTags("Operations").RequireAuthorization(AccessExtensions.Admin);
        group
            .MapPost("/circuit-breakers/{name}/reset", ResetCircuit)
            .WithQuery()
            .WithName("reset_circuit_breaker")
            .WithSummary("Close a circuit by hand")
            .Produces<CircuitReport>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        group
            .MapDelete("/cache", ClearCache)
            .WithQuery()
            .WithName("clear_cache")
            .WithSummary("Drop every held result, in memory and in Redis")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        return group;
    }

    /// <summary>Closes a circuit by hand.</summary>
    public static async Task<IResult> ResetCircuit(string name, ResilienceMonitor monitor)
    {
        if (!CircuitNames.All.Contains(name))
        {
            return new ProblemResult(
                ProblemTypes.UnknownCircuit, $"There is no circuit '{name}'; the circuits are {string.Join(", ", CircuitNames.All)}.");
        }

        return TypedResults.Ok(CircuitReport.From(await monitor.Reset(name)));
    }

    /// <summary>Drops every held result.</summary>
    /// <remarks>The front caches of other API processes give up theirs within two of their leases.</remarks>
    public static async Task<Ok<CacheCleared>> ClearCache(IGrainFactory grains, FrontCache front)
    {
        var dropped = await grains.GetGrain<IClusterCacheGrain>(0).Clear();
        front.Clear();
        return TypedResults.Ok(new CacheCleared(dropped));
    }
}
