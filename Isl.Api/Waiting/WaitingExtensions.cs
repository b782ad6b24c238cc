using Isl.Api.Cluster;

namespace Isl.Api.Waiting;

/// <summary>Puts the ways to wait into the API.</summary>
public static class WaitingExtensions
{
    /// <summary>Registers them; behind the cluster, so that it is still there when jobs are handed on.</summary>
    public static void AddIslWaiting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventAnswers>();
        builder.Services.AddSingleton<JobCalls>();
        builder.Services.AddSingleton<JobAnswers>();
        builder.Services.AddSingleton<JobWorker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobWorker>());
    }

    /// <summary>Puts them before whatever answers: keys and limits are settled by then, and each request counts once.</summary>
    public static void UseIslWaiting(this WebApplication app) => app.UseMiddleware<WaitingMiddleware>();
}
