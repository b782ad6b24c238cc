using Isl.Grains.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace Isl.Grains.Hosting;

/// <summary>The dashboard of Orleans, where it is not switched off, for operators and whoever sits at this machine.</summary>
public static class DashboardExtensions
{
    private const string Address = "/dashboard";

    /// <summary>Maps it; with <c>ISL_DASHBOARD=off</c> there is nothing at its address.</summary>
    /// <remarks>
    /// The dashboard reads all its pages into memory, plain and compressed, when it is mapped: some 45 MB of a process that nobody may ever look
    /// at. So it is mapped by the first who looks, into a pipeline of its own behind the one route that is there from the start.
    /// </remarks>
    public static void MapIslDashboard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IslSettings>().HasDashboard)
        {
            var pages = new Lazy<RequestDelegate>(() => Pages(app.Services));
            app.MapGet(Address + "/{**page}", (HttpContext context) => Show(pages.Value, context)).Behaves();
        }
    }

    private static Task Show(RequestDelegate pages, HttpContext context)
    {
        context.SetEndpoint(null); // or the inner routing would take the outer answer for its own
        return pages(context);
    }

    private static RequestDelegate Pages(IServiceProvider services)
    {
        var branch = new ApplicationBuilder(services);
        branch.UseRouting();
        branch.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(Address).Behaves());
        return branch.Build();
    }

    private static void Behaves<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.ForOperatorsAtTheirBrowser().ExcludeFromDescription();
}
