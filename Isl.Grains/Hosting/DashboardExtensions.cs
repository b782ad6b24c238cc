using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace Isl.Grains.Hosting;

/// <summary>The dashboard of Orleans, where it is not switched off.</summary>
public static class DashboardExtensions
{
    /// <summary>Maps it; with <c>ISL_DASHBOARD=off</c> there is nothing at its address.</summary>
    public static RouteGroupBuilder MapIslDashboard(this WebApplication app) => app.Services.GetRequiredService<IslSettings>().HasDashboard
        ? app.MapOrleansDashboard("/dashboard")
        : app.MapGroup("/dashboard");
}
