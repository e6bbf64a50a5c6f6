export { type PageAssets, renderReport } from "./render-report";
export { type ReportData, type ReportTenant, reportData } from "./report-data";
